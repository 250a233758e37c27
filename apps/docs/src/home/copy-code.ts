/** <copy-code>: a button that copies the code beside it. */
class CopyCode extends HTMLElement {
  connectedCallback(): void {
    const button = this.querySelector('button')!;
    button.addEventListener('click', async () => {
      const text = this.querySelector('pre')!.textContent!;
      try {
        await navigator.clipboard.writeText(text);
        button.textContent = 'Copied';
      } catch {
        // Not allowed here: select it, so that two keys are enough.
        getSelection()?.selectAllChildren(this.querySelector('pre')!);
        button.textContent = 'Selected';
      }
      setTimeout(() => (button.textContent = 'Copy'), 2000);
    });
  }
}

customElements.define('copy-code', CopyCode);

"""Values of adamw.test.ts and of the PyTorch cases in reference-loss.test.ts.

python3 -m venv v && v/bin/pip install torch==2.13.0 && v/bin/python test/oracles/pytorch.py
"""

import torch

torch.set_default_dtype(torch.float64)

# AdamW on sum_i (i + 1) theta_i^2 + t sum_i theta_i, five steps.
theta = torch.nn.Parameter(torch.tensor([1.0, -0.5, 0.25]))
optimiser = torch.optim.AdamW([theta], lr=0.01, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01)
for t in range(5):
    optimiser.zero_grad()
    ((theta**2 * torch.tensor([1.0, 2.0, 3.0])).sum() + theta.sum() * t).backward()
    optimiser.step()
print("adamw", theta.tolist())

# Loss and gradients of the four models on two samples.
importance = torch.tensor([1.0, 0.9, 0.81])


def leaf(values):
    return torch.tensor(values, requires_grad=True)


def show(name, loss, *tensors):
    loss.backward()
    print(name, loss.item(), *[tensor.grad.flatten().tolist() for tensor in tensors])


for kind in ["linear", "relu-output", "relu-hidden"]:
    W, b = leaf([[0.5, -0.3], [0.2, 0.8], [-0.7, 0.1]]), leaf([0.1, -0.2, 0.05])
    x = torch.tensor([[0.3, 0.0, 0.9], [0.0, 0.6, 0.1]])
    h = torch.relu(x @ W) if kind == "relu-hidden" else x @ W
    y = h @ W.T + b if kind == "linear" else torch.relu(h @ W.T + b)
    show(kind, (importance * (y - x) ** 2).sum(1).mean(), W, b)

W1, W2, b = leaf([[0.5, -0.3], [0.2, 0.8], [-0.7, 0.1]]), leaf([[0.4, 0.6], [-0.1, 0.9], [0.3, -0.2]]), leaf([0.1, -0.2, 0.05])
x = torch.tensor([[0.3, 0.0, -0.9], [0.0, -0.6, 0.1]])
h = torch.relu(x @ W1)
y = torch.relu(h @ W2.T + b)
loss = (importance * (y - x.abs()) ** 2).sum(1).mean() + 0.1 * h.abs().sum(1).mean()
show("absolute-value, lambda = 0.1", loss, W1, W2, b)

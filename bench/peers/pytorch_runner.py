"""PyTorch on the CPU: pytorch_runner.py <threads> <draws a feature, 1 or 2>.

The authors' notebook, with the instances in front so that every product is one batched matrix product, and with
the fused AdamW. Not torch.compile: tried, it takes half a minute and makes these steps slower. Two draws a feature are the notebook's; one draw (active iff u < p, its value u / p) is the trick
of our own backend.
"""

import sys

import torch

from protocol import serve

THREADS, DRAWS = int(sys.argv[1]), int(sys.argv[2])
torch.set_num_threads(THREADS)


class Session:
    def __init__(self, work):
        self.device = f"{torch.get_num_threads()} threads" if THREADS > 1 else "1 thread"
        self.version = torch.__version__
        self.work = work
        models, n, m = work["models"], work["n"], work["m"]
        self.p = torch.tensor(work["p"]).reshape(models, 1, 1)
        self.importance = torch.tensor(work["importance"])
        shape = (models, n, m)
        self.weights = torch.tensor(work["weights"]).reshape(shape).requires_grad_()
        self.output_weights = self.weights
        self.bias = torch.zeros(models, 1, n, requires_grad=True)
        parameters = [self.weights, self.bias]
        if work["kind"] == "absolute-value":
            self.output_weights = torch.tensor(work["outputWeights"]).reshape(shape).requires_grad_()
            parameters.append(self.output_weights)
        self.optimiser = torch.optim.AdamW(
            parameters,
            lr=work["learningRate"],
            betas=(work["beta1"], work["beta2"]),
            eps=work["epsilon"],
            weight_decay=work["weightDecay"],
            fused=True,
        )

    @torch.no_grad()
    def batch(self):
        work = self.work
        u = torch.rand(work["models"], work["batch"], work["n"])  # [K, B, n]
        if DRAWS == 1:
            value = u / self.p
        else:
            value = torch.rand(u.shape)
        if work["signed"]:
            value = value * 2 - 1
        return torch.where(u < self.p, value, 0.0)

    def losses(self, x):
        kind = self.work["kind"]
        h = torch.bmm(x, self.weights)  # [K, B, m]
        if kind in ("relu-hidden", "absolute-value"):
            h = torch.relu(h)
        y = torch.baddbmm(self.bias, h, self.output_weights.mT)  # [K, B, n]
        if kind != "linear":
            y = torch.relu(y)
        target = x.abs() if kind == "absolute-value" else x
        return (self.importance * (target - y) ** 2).sum(dim=(1, 2)) / self.work["batch"]

    def train(self, steps):
        for _ in range(steps):
            self.optimiser.zero_grad(set_to_none=True)
            self.losses(self.batch()).sum().backward()
            self.optimiser.step()

    @torch.no_grad()
    def evaluate(self, samples):
        batches = max(1, samples // self.work["batch"])
        return (sum(self.losses(self.batch()) for _ in range(batches)) / batches).tolist()


serve(Session)

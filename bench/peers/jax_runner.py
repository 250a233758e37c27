"""JAX on the CPU: jax_runner.py <cores> <draws a feature, 1 or 2>.

One jitted lax.scan over the steps of a call, optax's AdamW, all models in one batched product. The process is bound
to so many cores before JAX looks how many there are. Draws as in pytorch_runner.py.
"""

import os
import sys

CORES, DRAWS = int(sys.argv[1]), int(sys.argv[2])
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])
if CORES == 1:
    flags = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"
    os.environ["XLA_FLAGS"] = f"{os.environ.get('XLA_FLAGS', '')} {flags}".strip()
os.environ["JAX_PLATFORMS"] = "cpu"

import jax
import jax.numpy as jnp
import optax

from protocol import serve

# One compiled loop serves every length of a call.
BLOCK = 16


class Session:
    def __init__(self, work):
        self.device = f"{CORES} cores" if CORES > 1 else "1 core"
        self.version = jax.__version__
        models, n, m, batch = work["models"], work["n"], work["m"], work["batch"]
        kind = work["kind"]
        p = jnp.array(work["p"]).reshape(models, 1, 1)
        importance = jnp.array(work["importance"])
        parameters = {"w": jnp.array(work["weights"]).reshape(models, n, m), "b": jnp.zeros((models, 1, n))}
        if kind == "absolute-value":
            parameters["v"] = jnp.array(work["outputWeights"]).reshape(models, n, m)
        optimiser = optax.adamw(
            work["learningRate"],
            b1=work["beta1"],
            b2=work["beta2"],
            eps=work["epsilon"],
            weight_decay=work["weightDecay"],
        )

        def sample(key):
            first, second = jax.random.split(key)
            u = jax.random.uniform(first, (models, batch, n))
            value = u / p if DRAWS == 1 else jax.random.uniform(second, (models, batch, n))
            if work["signed"]:
                value = value * 2 - 1
            return jnp.where(u < p, value, 0.0)

        def losses(parameters, x):
            w = parameters["w"]
            h = jnp.einsum("kbi,kij->kbj", x, w)
            if kind in ("relu-hidden", "absolute-value"):
                h = jax.nn.relu(h)
            y = jnp.einsum("kbj,kij->kbi", h, parameters.get("v", w)) + parameters["b"]
            if kind != "linear":
                y = jax.nn.relu(y)
            target = jnp.abs(x) if kind == "absolute-value" else x
            return (importance * (target - y) ** 2).sum(axis=(1, 2)) / batch

        def step(carry, key):
            parameters, state = carry
            x = sample(key)
            gradient = jax.grad(lambda parameters: losses(parameters, x).sum())(parameters)
            updates, state = optimiser.update(gradient, state, parameters)
            return (optax.apply_updates(parameters, updates), state), None

        def steps_of(count):
            return jax.jit(lambda carry, key: jax.lax.scan(step, carry, jax.random.split(key, count))[0])

        self.one, self.block = steps_of(1), steps_of(BLOCK)
        self.loss_of = jax.jit(lambda parameters, key: losses(parameters, sample(key)))
        self.batch = batch
        # The default generator, threefry: on CPUs quicker than the others ("rbg", "unsafe_rbg").
        self.key = jax.random.key(1)
        self.carry = (parameters, optimiser.init(parameters))

    def next_key(self):
        self.key, key = jax.random.split(self.key)
        return key

    def train(self, steps):
        for _ in range(steps // BLOCK):
            self.carry = self.block(self.carry, self.next_key())
        for _ in range(steps % BLOCK):
            self.carry = self.one(self.carry, self.next_key())
        jax.block_until_ready(self.carry)

    def evaluate(self, samples):
        batches = max(1, samples // self.batch)
        return (sum(self.loss_of(self.carry[0], self.next_key()) for _ in range(batches)) / batches).tolist()


serve(Session)

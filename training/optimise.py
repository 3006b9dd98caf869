"""Muon for weight matrices, AdamW for the rest, one learning-rate schedule for both.

Muon (Jordan et al. 2024): the momentum of a matrix is made nearly orthogonal by five Newton-Schulz steps before it is applied.
Matrices of one shape are orthogonalised together, which is what makes it cheap on a CPU.
"""
import torch


def orthogonal(g: torch.Tensor, steps: int = 5) -> torch.Tensor:
    """Nearest semi-orthogonal matrices of a batch [n, rows, columns], to about 30 % in their singular values."""
    a, b, c = 3.4445, -4.7750, 2.0315
    tall = g.shape[1] > g.shape[2]
    x = g.transpose(1, 2) if tall else g
    x = x / (x.norm(dim=(1, 2), keepdim=True) + 1e-7)
    for _ in range(steps):
        s = x @ x.transpose(1, 2)
        x = a * x + (b * s + c * s @ s) @ x
    return x.transpose(1, 2) if tall else x


class Muon(torch.optim.Optimizer):
    """Nesterov momentum, made orthogonal. Weight decay is decoupled. Several workers share the work (`share`: rank and number)."""

    def __init__(self, parameters, lr=0.02, momentum=0.95, weight_decay=0.0, share=(0, 1)):
        super().__init__(list(parameters), dict(lr=lr, momentum=momentum, weight_decay=weight_decay))
        self.share = share

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            shapes = {}
            for p in group["params"]:
                if p.grad is None:
                    continue
                buffer = self.state[p].setdefault("momentum", torch.zeros_like(p))
                buffer.lerp_(p.grad, 1 - group["momentum"])
                shapes.setdefault(p.shape, []).append((p, p.grad.lerp(buffer, group["momentum"])))
            rank, number = self.share
            results = []
            for members in shapes.values():
                given = torch.stack([u for _, u in members])
                updates = torch.zeros_like(given)
                updates[rank::number] = orthogonal(given[rank::number])
                results.append(updates)
            if number > 1:
                # One exchange for all: on a busy machine each costs more than what is sent.
                flat = torch.cat([u.ravel() for u in results])
                torch.distributed.all_reduce(flat)
                results = [f.view_as(u) for f, u in zip(flat.split([u.numel() for u in results]), results)]
            for (shape, members), updates in zip(shapes.items(), results):
                scale = group["lr"] * max(1, shape[0] / shape[1]) ** 0.5
                for (p, _), u in zip(members, updates):
                    p.mul_(1 - group["lr"] * group["weight_decay"]).add_(u, alpha=-scale)


def optimisers(model: torch.nn.Module, muon=0.02, adam=3e-3, weight_decay=0.01, share=(0, 1)):
    """Muon over the matrices inside the model's layers, AdamW over embeddings, norms and biases."""
    matrices, rest = [], []
    for name, p in model.named_parameters():
        (matrices if p.dim() == 2 and "embed" not in name else rest).append(p)
    found = [
        Muon(matrices, lr=muon, weight_decay=weight_decay, share=share),
        torch.optim.AdamW(rest, lr=adam, betas=(0.9, 0.98), weight_decay=0.0),
    ]
    for o in found:
        for g in o.param_groups:
            g["peak"] = g["lr"]
    return found


def set_rate(found, factor: float) -> None:
    """Every group's learning rate is its peak times the factor."""
    for o in found:
        for g in o.param_groups:
            g["lr"] = g["peak"] * factor


def schedule(done: float, warm: float = 0.02, hold: float = 0.4, least: float = 0.02) -> float:
    """Factor of the peak when a fraction `done` of the budget is used: linear warm-up, constant, linear decay."""
    if done < warm:
        return max(done / warm, 0.02)
    if done < hold:
        return 1.0
    return max(least, 1 - (1 - least) * (done - hold) / (1 - hold))

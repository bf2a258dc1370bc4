"""The classifier: a pretrained encoder, the sentence's first token and the mean of the target's tokens, one layer."""

from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from transformers import AutoConfig, AutoModel


class TargetClassifier(nn.Module):
    """Score what a sentence says of its marked target: logits of negative, neutral, positive."""

    def __init__(self, encoder: nn.Module, dropout: float = 0.2) -> None:
        """Put a new last layer on an encoder."""
        super().__init__()
        self.encoder = encoder
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(2 * encoder.config.hidden_size, 3)

    def forward(self, ids: Tensor, mask: Tensor, target: Tensor) -> Tensor:
        """Score a batch; `target` holds the weights that average the target's tokens."""
        hidden = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        mean = torch.einsum("bt,bth->bh", target.to(hidden.dtype), hidden)
        return self.head(self.dropout(torch.cat([hidden[:, 0], mean], dim=1)))

    def freeze(self, layers: int) -> None:
        """Keep the embeddings and the lowest layers as they were pretrained: no gradient, hence no cost."""
        self.frozen = [self.encoder.embeddings, *self.encoder.encoder.layer[:layers]] if layers >= 0 else []
        for module in self.frozen:
            module.requires_grad_(False)

    def train(self, mode: bool = True) -> "TargetClassifier":
        """Switch dropout on, except where nothing is learned."""
        super().train(mode)
        for module in getattr(self, "frozen", []):
            module.eval()
        return self


def from_base(folder: Path, dropout: float, frozen: int) -> TargetClassifier:
    """Start from pretrained weights (`frozen` < 0: everything is trained, the embeddings too)."""
    encoder = AutoModel.from_pretrained(folder, dtype=torch.float32, add_pooling_layer=False, local_files_only=True)
    model = TargetClassifier(encoder, dropout)
    model.freeze(frozen)
    return model


def save(model: TargetClassifier, folder: Path) -> None:
    """Write the weights and the encoder's configuration."""
    folder.mkdir(parents=True, exist_ok=True)
    save_file({k: v.contiguous() for k, v in model.state_dict().items()}, folder / "model.safetensors")
    model.encoder.config.save_pretrained(folder)


def load(folder: Path) -> TargetClassifier:
    """Read weights that `save` wrote."""
    encoder = AutoModel.from_config(AutoConfig.from_pretrained(folder, local_files_only=True), add_pooling_layer=False)
    model = TargetClassifier(encoder)
    model.load_state_dict(load_file(folder / "model.safetensors"))
    return model.eval()

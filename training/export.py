"""Write a finished run as ONNX for onnxruntime, its weights stored small, and measure what that costs.

Usage: python -m training.export RUN --out DIR --store fp32|fp16|int8 --data FILE.jsonl [--table FILE.csv]

Only the storage is small: onnxruntime turns the weights back into float32 when it loads the file, and activations
are never rounded, so that a score can't depend on its batch.
"""

import argparse
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper

from training.data import read_rows
from training.encode import Encoded, Vocabulary, collate
from training.figures import figures
from training.model import load
from training.results import append
from training.scoring import encoded_rows, score
from training.settings import of_run

SMALL = 4096  # tensors with fewer values stay as they are
BLOCK = 64  # rows of a matrix that share a scale in each column
PART = 90_000_000  # bytes: the largest part that a file of weights may have


def to_onnx(run: Path, path: Path) -> None:
    """Trace the model; batch size and length stay free."""
    model = load(run)
    ids = torch.randint(1000, 2000, (2, 17))
    target = torch.zeros(2, 17)
    target[:, 3] = 1
    free = {name: {0: "batch", 1: "length"} for name in ("ids", "mask", "target")} | {"logits": {0: "batch"}}
    torch.onnx.export(
        model, (ids, torch.ones_like(ids), target), str(path), input_names=["ids", "mask", "target"],
        output_names=["logits"], dynamic_axes=free, opset_version=17, dynamo=False,
    )  # fmt: skip


def as_int8(name: str, weights: np.ndarray, by_row: bool) -> tuple[list, list]:
    """Store a matrix as int8 with one scale for each row (embeddings), or each column of a block of rows (layers)."""
    rows, columns = weights.shape
    block = BLOCK if not by_row and rows % BLOCK == 0 else rows
    shape = (rows, 1, columns) if by_row else (rows // block, block, columns)
    parts = weights.reshape(shape)
    scale = np.maximum(np.abs(parts).max(axis=2 if by_row else 1, keepdims=True) / 127, 1e-7).astype(np.float16)
    whole = np.clip(np.rint(parts / scale.astype(np.float32)), -127, 127).astype(np.int8)
    tensors = [
        numpy_helper.from_array(whole, f"{name}.int8"),
        numpy_helper.from_array(scale, f"{name}.scale"),
        numpy_helper.from_array(np.array(weights.shape, np.int64), f"{name}.shape"),
    ]
    nodes = [
        helper.make_node("Cast", [f"{name}.int8"], [f"{name}.wide"], to=TensorProto.FLOAT),
        helper.make_node("Cast", [f"{name}.scale"], [f"{name}.step"], to=TensorProto.FLOAT),
        helper.make_node("Mul", [f"{name}.wide", f"{name}.step"], [f"{name}.parts"]),
        helper.make_node("Reshape", [f"{name}.parts", f"{name}.shape"], [name]),
    ]
    return tensors, nodes


def as_fp16(name: str, weights: np.ndarray) -> tuple[list, list]:
    """Store a tensor as float16."""
    tensor = numpy_helper.from_array(weights.astype(np.float16), f"{name}.fp16")
    return [tensor], [helper.make_node("Cast", [tensor.name], [name], to=TensorProto.FLOAT)]


def shrink(model: onnx.ModelProto, store: str) -> None:
    """Replace the large tensors of a model by small ones and the nodes that widen them again."""
    graph = model.graph
    looked_up = {node.input[0] for node in graph.node if node.op_type == "Gather"}
    kept, nodes = [], []
    for tensor in graph.initializer:
        weights = numpy_helper.to_array(tensor)
        if store == "fp32" or weights.dtype != np.float32 or weights.size < SMALL or weights.ndim != 2:
            kept.append(tensor)
            continue
        small, widen = (
            as_fp16(tensor.name, weights)
            if store == "fp16"
            else as_int8(tensor.name, weights, tensor.name in looked_up)
        )
        kept += small
        nodes += widen
    rest = list(graph.node)
    del graph.initializer[:], graph.node[:]
    graph.initializer.extend(kept)
    graph.node.extend(nodes + rest)


def write(model: onnx.ModelProto, folder: Path) -> None:
    """Write the graph, and its weights in parts that are small enough for version control."""
    part, used = 1, 0
    handles: dict[str, bytearray] = {}
    for tensor in model.graph.initializer:
        raw = tensor.raw_data or numpy_helper.from_array(numpy_helper.to_array(tensor)).raw_data
        if len(raw) < SMALL:
            continue
        if used and used + len(raw) > PART:
            part, used = part + 1, 0
        name = f"weights-{part}.bin"
        place = handles.setdefault(name, bytearray())
        place += bytes(-len(place) % 64)
        values = {"location": name, "offset": len(place), "length": len(raw)}
        place += raw
        used = len(place)
        tensor.ClearField("raw_data")
        tensor.ClearField("float_data")
        tensor.data_location = TensorProto.EXTERNAL
        del tensor.external_data[:]
        tensor.external_data.extend(onnx.StringStringEntryProto(key=k, value=str(v)) for k, v in values.items())
    for name, content in handles.items():
        (folder / name).write_bytes(content)
    onnx.save_model(model, str(folder / "model.onnx"))


def run_onnx(folder: Path, items: list[Encoded], pad: int) -> np.ndarray:
    """Score with onnxruntime, one item at a time: the reference for any batch."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 2
    session = onnxruntime.InferenceSession(str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"])
    logits = np.concatenate([session.run(None, collate([item], pad))[0] for item in items])
    raised = np.exp(logits - logits.max(1, keepdims=True))
    return raised / raised.sum(1, keepdims=True)


def compare(run: Path, folder: Path, data: Path, limit: int) -> dict[str, object]:
    """Measure the exported file against the model in torch, on the first rows of a file."""
    settings, vocabulary = of_run(run), Vocabulary.load(str(run / "tokenizer.json"))
    rows = read_rows(data)[:limit]
    items = encoded_rows(rows, settings.masking, vocabulary, settings.length)
    wide, small = score(load(run), items, vocabulary.pad), run_onnx(folder, items, vocabulary.pad)
    gold, sentences = np.array([row.label for row in rows]), [row.sentence for row in rows]
    return {
        "largest_difference": round(float(np.abs(wide - small).max()), 6),
        "mean_difference": round(float(np.abs(wide - small).mean()), 6),
        "same_label": round(float((wide.argmax(1) == small.argmax(1)).mean()), 4),
        "f1_torch": figures(sentences, gold, wide)["macro_f1"],
        "f1_onnx": figures(sentences, gold, small)["macro_f1"],
    }


def main() -> None:
    """Export, store small, compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--store", choices=["fp32", "fp16", "int8"], default="int8")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--limit", type=int, default=500)
    parser.add_argument("--table", type=Path, default=Path(__file__).parent / "results" / "export.csv")
    args = parser.parse_args()
    torch.set_num_threads(2)
    args.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        to_onnx(args.run, Path(folder) / "model.onnx")
        model = onnx.load(str(Path(folder) / "model.onnx"))
    shrink(model, args.store)
    write(model, args.out)
    shutil.copy(args.run / "tokenizer.json", args.out)
    shutil.copy(args.run / "run.json", args.out)
    size = sum(path.stat().st_size for path in args.out.iterdir()) / 1e6
    line = {"run": args.run.name, "store": args.store, "megabytes": round(size, 1), "data": args.data.name}
    append(args.table, {**line, "rows": args.limit, **compare(args.run, args.out, args.data, args.limit)})


if __name__ == "__main__":
    main()

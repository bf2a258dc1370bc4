"""Write a finished run as ONNX for onnxruntime, its weights stored small, and measure what that costs.

Usage: python -m training.export RUN --out DIR [--store fp32|int8] --data FILE.jsonl [--limit N] [--table FILE.csv]
"""

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization.matmul_nbits_quantizer import DefaultWeightOnlyQuantConfig, MatMulNBitsQuantizer

from analysis.encoder import Encoded, Vocabulary, collate
from training.data import read_rows
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


def shrink(model: onnx.ModelProto) -> onnx.ModelProto:
    """Store matrices as int8 with a scale for each block of a column, and the embeddings with one for each row.

    onnxruntime multiplies the blocks as integers (``accuracy_level=4``): it rounds an activation with the others of its
    block in the same token, so that no score depends on its batch.
    """
    config = DefaultWeightOnlyQuantConfig(
        block_size=BLOCK, is_symmetric=True, accuracy_level=4, bits=8, op_types_to_quantize=("MatMul",)
    )
    quantizer = MatMulNBitsQuantizer(model, algo_config=config)
    quantizer.process()
    shrunk = quantizer.model.model
    for node in [node for node in shrunk.graph.node if node.op_type == "Gather"]:
        _shrink_embeddings(shrunk.graph, node)
    return shrunk


def _shrink_embeddings(graph: onnx.GraphProto, node: onnx.NodeProto) -> None:
    """Look rows of int8 up and scale them, instead of rows of float32."""
    table = next((tensor for tensor in graph.initializer if tensor.name == node.input[0]), None)
    if table is None or table.data_type != TensorProto.FLOAT or np.prod(table.dims) < SMALL:
        return
    weights, name = numpy_helper.to_array(table), table.name
    scale = np.maximum(np.abs(weights).max(axis=1, keepdims=True) / 127, 1e-7).astype(np.float32)
    whole = np.clip(np.rint(weights / scale), -127, 127).astype(np.int8)
    graph.initializer.remove(table)
    graph.initializer.extend(
        [numpy_helper.from_array(whole, f"{name}.int8"), numpy_helper.from_array(scale, f"{name}.scale")]
    )
    ids, out = node.input[1], node.output[0]
    nodes = [
        helper.make_node("Gather", [f"{name}.int8", ids], [f"{out}.int8"]),
        helper.make_node("Gather", [f"{name}.scale", ids], [f"{out}.scale"]),
        helper.make_node("Cast", [f"{out}.int8"], [f"{out}.wide"], to=TensorProto.FLOAT),
        helper.make_node("Mul", [f"{out}.wide", f"{out}.scale"], [out]),
    ]
    place = list(graph.node).index(node)
    graph.node.remove(node)
    for offset, one in enumerate(nodes):
        graph.node.insert(place + offset, one)


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


def describe(run: Path, folder: Path) -> None:
    """Write model.json: what the program must know to use the files, what they were made of, and their checksums."""
    files = sorted(path for path in folder.iterdir() if path.name != "model.json")
    sums = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    about = {"name": folder.name, "length": of_run(run).length, "sha256": sums, "run": run.name}
    (folder / "model.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


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
    settings, vocabulary = of_run(run), Vocabulary(run / "tokenizer.json")
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
    parser.add_argument("--store", choices=["fp32", "int8"], default="int8")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--limit", type=int, default=500)
    parser.add_argument("--table", type=Path, default=Path(__file__).parent / "results" / "export.csv")
    args = parser.parse_args()
    torch.set_num_threads(2)
    args.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        to_onnx(args.run, Path(folder) / "model.onnx")
        model = onnx.load(str(Path(folder) / "model.onnx"))
    write(shrink(model) if args.store == "int8" else model, args.out)
    shutil.copy(args.run / "tokenizer.json", args.out)
    describe(args.run, args.out)
    size = sum(path.stat().st_size for path in args.out.iterdir()) / 1e6
    line = {"run": args.run.name, "store": args.store, "megabytes": round(size, 1), "data": args.data.name}
    append(args.table, {**line, "rows": args.limit, **compare(args.run, args.out, args.data, args.limit)})


if __name__ == "__main__":
    main()

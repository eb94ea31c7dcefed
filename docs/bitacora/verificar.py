"""Check an exported record with nothing but Python: python verificar.py bitacora.jsonl"""

import hashlib
import json
import sys

SIGNED = {"elaboracion", "revision", "aprobacion", "asiento"}


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def canonical(row: dict) -> str:
    """RFC 8785 of a flat object of integers, texts and nulls whose names are ASCII."""
    return json.dumps(row, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def problems(lines):
    texts, last = set(), {}
    for number, line in enumerate(lines, 1):
        data = json.loads(line)
        if text := data.get("contenido"):
            texts.add(text["hash"])
            if sha256(text["texto"]) != text["hash"]:
                yield f"line {number}: the text is not the one its hash names"
            continue
        acto, manual = data["acto"], data["manual"]
        seq, before = last.get(manual, (0, "0" * 64))
        said = acto.pop("hash")
        if (acto["seq"], acto["anterior"]) != (seq + 1, before):
            yield f"line {number}: acto {acto['seq']} of {manual} does not follow acto {seq}"
        if sha256(canonical(acto)) != said:
            yield f"line {number}: acto {acto['seq']} of {manual} is not what was recorded"
        if acto["clase"] in SIGNED and acto["contenido_hash"] not in texts:
            yield f"line {number}: acto {acto['seq']} of {manual} signs a text that is missing"
        last[manual] = (acto["seq"], said)
    for manual, (seq, head) in last.items():
        print(f"{manual}: {seq} actos, head {head}")


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        found = list(problems(file))
    print("\n".join(found) or "The record holds.")
    sys.exit(bool(found))

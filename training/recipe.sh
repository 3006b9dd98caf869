#!/usr/bin/env bash
# From nothing to all of models/: corpus, model, twins, transcoders, codebooks, measures. Every stage resumes and is skipped when done.
#   WORK=folder PYTHON=python MINUTES=52 training/recipe.sh
# PYTHON has torch, numpy and safetensors. MINUTES is the time of the main model on two cores; the twin without traces takes half of its tokens,
# transcoders and codebooks as long again: three hours in all. PROGRAMS (7,000, of each of four seeds) makes a smaller corpus, MODELS another folder than
# models/: `WORK=try MINUTES=1 PROGRAMS=60 MODELS=try/models training/recipe.sh` shows in ten minutes whether everything is there.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
: "${WORK:?a folder for corpus and checkpoints}"
PYTHON=${PYTHON:-python3}
MINUTES=${MINUTES:-52}
PROGRAMS=${PROGRAMS:-7000}
MODELS=${MODELS:-$root/models}
mkdir -p "$WORK" "$MODELS"
WORK=$(cd "$WORK" && pwd)
MODELS=$(cd "$MODELS" && pwd)
cd "$here"

tracebook() { node "$root/dist/cli.cjs" "$@"; }
both() { # two functions, a core each; neither outlives the recipe
  "$1" & local first=$!
  "$2" & local second=$! failed=0
  wait $first || failed=1
  wait $second || failed=1
  return $failed
}
if [ ! -e "$WORK/corpus/done" ]; then
  mkdir -p "$WORK/corpus"
  tracebook corpus --tokenizer "$WORK/tokenizer"
  documents() { # kind, name for training, name for testing
    for seed in 11 12 13; do
      tracebook corpus --seed $seed --n "$PROGRAMS" --calls 3 --kind "$1" --ids --out "$WORK/corpus/$2-$seed.jsonl"
    done
    tracebook corpus --seed 21 --n $((PROGRAMS * 11 / 70)) --calls 2 --split test --kind "$1" --ids --out "$WORK/corpus/$3.jsonl"
  }
  traced() { documents trace train test; }
  untraced() {
    documents direct direct test-direct
    tracebook corpus --seed 21 --n $((PROGRAMS * 12 / 7)) --kind trace --ids --out "$WORK/corpus/train-21.jsonl"
  }
  both traced untraced
  touch "$WORK/corpus/done"
fi
data=(--tokenizer "$WORK/tokenizer/tokenizer.json" --train "$WORK/corpus/train-*.jsonl" --valid "$WORK/corpus/test.jsonl")
stage() { # name, command…: once
  local name=$1
  shift
  [ -e "$WORK/$name.done" ] || { "$@" 2>&1 | tee -a "$WORK/$name.log"; touch "$WORK/$name.done"; }
}
seconds=$((MINUTES * 60))
main=(--accumulate 1 --muon 0.014 --adam 0.003 --hold 0.75 --no-compile)
stage main "$PYTHON" train.py --out "$WORK/main" "${data[@]}" --seconds $seconds "${main[@]}" --others 12 --cut 0.4 --dense 0.4 --focal 0.6 \
  --guide 0.3 --guide-until $((seconds * 19 / 20))
tokens=$("$PYTHON" -c 'import sys,torch; print(torch.load(sys.argv[1])["tokens"] // 2)' "$WORK/main/checkpoint.pt")
# The twin has no traces to look at: no lessons, and documents that are shorter by what it does not see.
stage direct "$PYTHON" train.py --out "$WORK/direct" --tokenizer "$WORK/tokenizer/tokenizer.json" --train "$WORK/corpus/direct-*.jsonl" \
  --valid "$WORK/corpus/test-direct.jsonl" --seconds 1e9 --tokens "$tokens" "${main[@]}" --others 1 --cut 0
model=(--model "$WORK/main/checkpoint.pt" "${data[@]}")
coder() {
  stage transcoders "$PYTHON" transcoders.py "${model[@]}" --out "$WORK/transcoders" --refine $((seconds / 2)) --steps $((MINUTES > 20 ? 1000 : 50))
}
twins() {
  stage codebook-mlp "$PYTHON" codebooks.py "${model[@]}" --at mlp --out "$WORK/codebook-mlp" --seconds $((seconds * 5 / 12))
  stage codebook-attn-mlp "$PYTHON" codebooks.py "${model[@]}" --begin "$WORK/codebook-mlp/checkpoint.pt" --at attn+mlp --out "$WORK/codebook-attn-mlp" \
    --seconds $((seconds * 5 / 12))
  stage measure "$PYTHON" measure.py --checkpoint "$WORK/main/checkpoint.pt" --tokenizer "$WORK/tokenizer/tokenizer.json" --valid "$WORK/corpus/test.jsonl"
  stage measure-direct "$PYTHON" measure.py --checkpoint "$WORK/direct/checkpoint.pt" --tokenizer "$WORK/tokenizer/tokenizer.json" \
    --valid "$WORK/corpus/test-direct.jsonl" --kind direct
}
both coder twins

put() { "$PYTHON" export.py --checkpoint "$1" --tokenizer "$WORK/tokenizer" --out "$MODELS/$2" "${@:3}"; }
put "$WORK/main/checkpoint.pt" embedded
put "$WORK/main/initial.pt" embedded-random
put "$WORK/direct/checkpoint.pt" embedded-direct --style direct
put "$WORK/codebook-mlp/checkpoint.pt" embedded-codebook-mlp
put "$WORK/codebook-attn-mlp/checkpoint.pt" embedded-codebook-attn-mlp
mkdir -p "$MODELS/embedded/transcoders"
cp "$WORK/transcoders/"* "$MODELS/embedded/transcoders/"
chmod -R a+rX "$MODELS"  # safetensors writes files for their owner only

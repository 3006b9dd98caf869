#!/usr/bin/env bash
# From nothing to all of models/: corpus, model, twins, transcoders, codebooks, measures. Every stage resumes and is skipped when done.
#   WORK=folder PYTHON=python MINUTES=60 training/recipe.sh
# PYTHON has torch, numpy and safetensors. MINUTES is the time of the main model on two cores; all stages together take about twice that.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
: "${WORK:?a folder for corpus and checkpoints}"
PYTHON=${PYTHON:-python3}
MINUTES=${MINUTES:-60}
mkdir -p "$WORK"
WORK=$(cd "$WORK" && pwd)
cd "$here"

tracebook() { node "$root/dist/cli.cjs" "$@"; }
if [ ! -e "$WORK/corpus/done" ]; then
  mkdir -p "$WORK/corpus"
  tracebook corpus --tokenizer "$WORK/tokenizer"
  for seed in 11 12 13; do
    tracebook corpus --seed $seed --n 7000 --calls 3 --kind trace --ids --out "$WORK/corpus/train-$seed.jsonl"
    tracebook corpus --seed $seed --n 7000 --calls 3 --kind direct --ids --out "$WORK/corpus/direct-$seed.jsonl"
  done
  tracebook corpus --seed 21 --n 12000 --kind trace --ids --out "$WORK/corpus/train-21.jsonl"
  tracebook corpus --seed 21 --n 1100 --calls 2 --split test --kind trace --ids --out "$WORK/corpus/test.jsonl"
  tracebook corpus --seed 21 --n 1100 --calls 2 --split test --kind direct --ids --out "$WORK/corpus/test-direct.jsonl"
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
tokens=$("$PYTHON" -c 'import sys,torch; print(torch.load(sys.argv[1])["tokens"])' "$WORK/main/checkpoint.pt")
# The twin has no traces to look at: no lessons, and as many tokens.
stage direct "$PYTHON" train.py --out "$WORK/direct" --tokenizer "$WORK/tokenizer/tokenizer.json" --train "$WORK/corpus/direct-*.jsonl" \
  --valid "$WORK/corpus/test-direct.jsonl" --seconds 1e9 --tokens "$tokens" "${main[@]}" --others 1 --cut 0
model=(--model "$WORK/main/checkpoint.pt" "${data[@]}")
stage transcoders "$PYTHON" transcoders.py "${model[@]}" --out "$WORK/transcoders" --refine 240 --threads 2
stage codebook-mlp "$PYTHON" codebooks.py "${model[@]}" --at mlp --out "$WORK/codebook-mlp" --seconds 600 --threads 2
stage codebook-attn-mlp "$PYTHON" codebooks.py "${model[@]}" --at attn+mlp --out "$WORK/codebook-attn-mlp" --seconds 900 --threads 2
stage measure "$PYTHON" measure.py --checkpoint "$WORK/main/checkpoint.pt" --tokenizer "$WORK/tokenizer/tokenizer.json" --valid "$WORK/corpus/test.jsonl"
stage measure-direct "$PYTHON" measure.py --checkpoint "$WORK/direct/checkpoint.pt" --tokenizer "$WORK/tokenizer/tokenizer.json" \
  --valid "$WORK/corpus/test-direct.jsonl" --kind direct

put() { "$PYTHON" export.py --checkpoint "$1" --tokenizer "$WORK/tokenizer" --out "$root/models/$2" "${@:3}"; }
put "$WORK/main/checkpoint.pt" embedded
put "$WORK/main/initial.pt" embedded-random
put "$WORK/direct/checkpoint.pt" embedded-direct --style direct
put "$WORK/codebook-mlp/checkpoint.pt" embedded-codebook-mlp
put "$WORK/codebook-attn-mlp/checkpoint.pt" embedded-codebook-attn-mlp
mkdir -p "$root/models/embedded/transcoders"
cp "$WORK/transcoders/"* "$root/models/embedded/transcoders/"

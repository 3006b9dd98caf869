"""The other side of bench/lens.mjs: PyTorch transformers, eager. One line of JSON a forward pass, when a line comes in.

    python bench/lens.py FOLDER TOKENS THREADS
"""

import json
import sys
import time

import torch
import transformers

folder, tokens, threads = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
torch.set_num_threads(threads)
model = transformers.AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32, attn_implementation="eager")
model.eval()
ids = torch.tensor([[(7 * i + 11) % 1000 for i in range(tokens)]])
print(json.dumps({"torch": torch.__version__, "transformers": transformers.__version__}), flush=True)
for line in sys.stdin:
    hooks = line.strip() == "hooks"
    wall, cpu = time.perf_counter(), time.process_time()
    with torch.inference_mode():
        out = model(ids, use_cache=False, output_hidden_states=hooks, output_attentions=hooks)
    spent = {"wall": 1e3 * (time.perf_counter() - wall), "cpu": 1e3 * (time.process_time() - cpu)}
    print(json.dumps({**spent, "logit": out.logits[0, -1, 0].item()}), flush=True)

"""PyTorch's side of the benchmark. Reads one JSON line per turn on stdin, {"seconds": s}, trains for about so long,
and answers one JSON line, {"images": n, "seconds": s}. The setting is the first argument, as JSON."""

import json
import sys
import time

import torch
from torch import nn
from torch.nn.functional import cross_entropy

setting = json.loads(sys.argv[1])
batch_size, count = setting["batchSize"], setting["imageCount"]
torch.set_num_threads(1)
torch.set_num_interop_threads(1)
torch.manual_seed(1)


def layer(plan):
    if plan["type"] == "Conv2d":
        return nn.Conv2d(
            plan["inChannels"],
            plan["outChannels"],
            plan["kernel"],
            stride=plan["stride"],
            padding=plan["padding"],
            bias=plan["bias"],
        )
    if plan["type"] == "BatchNorm2d":
        return nn.BatchNorm2d(plan["channels"])
    return {"ReLU": nn.ReLU, "Flatten": nn.Flatten}[plan["type"]]()


layout = torch.channels_last if setting["channelsLast"] else torch.contiguous_format
net = nn.Sequential(*map(layer, setting["layers"])).to(memory_format=layout)
images = torch.rand(count, 1, 28, 28).to(memory_format=layout)
labels = torch.randint(0, 10, (count,))
if setting["optimizer"] == "adam":
    optimizer = torch.optim.AdamW(
        net.parameters(), lr=setting["lr"], betas=(setting["momentum"], 0.99), eps=1e-5, weight_decay=0.01
    )
else:
    optimizer = torch.optim.SGD(net.parameters(), lr=setting["lr"], momentum=setting["momentum"])

first = 0


def step():
    global first
    x = images[first : first + batch_size].contiguous(memory_format=layout)
    loss = cross_entropy(net(x), labels[first : first + batch_size])
    loss.backward()
    optimizer.step()
    optimizer.zero_grad()
    # Every contestant knows its loss after every step.
    loss.item()
    first = (first + batch_size) % count


print(json.dumps({"torch": torch.__version__}), flush=True)
for line in sys.stdin:
    seconds, steps, began = json.loads(line)["seconds"], 0, time.perf_counter()
    while True:
        step()
        steps += 1
        elapsed = time.perf_counter() - began
        if elapsed >= seconds:
            break
    print(json.dumps({"images": steps * batch_size, "seconds": elapsed}), flush=True)

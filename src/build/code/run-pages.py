"""Runs the Python blocks of the answers and reports what they give, as JSON on stdout.

Reads from stdin {"digit": [784 numbers], "pages": [{"id": …, "blocks": [code, …]}]}. The blocks of one page share their
names from top to bottom and begin with those of `names_of_the_house`. For each block: the value of every expression and
the shape of every tensor that is given a name, by the last line of the statement; what was printed; the error, if any.
"""
import ast
import contextlib
import io
import json
import sys

import torch
import torch.nn.functional as F
from torch import nn


def names_of_the_house(digit):
    """What a block may use without saying so: the usual imports, the chapter's 3 and kernels, a batch and its labels."""
    torch.manual_seed(0)
    return {
        'torch': torch,
        'nn': nn,
        'F': F,
        'im3_t': torch.tensor(digit).reshape(28, 28),
        'top_edge': torch.tensor([[-1.0, -1, -1], [0, 0, 0], [1, 1, 1]]),
        'left_edge': torch.tensor([[-1.0, 1, 0]] * 3),
        'diag1': torch.tensor([[0.0, -1, 1], [-1, 1, 0], [1, 0, 0]]),
        'diag2': torch.tensor([[1.0, -1, 0], [0, 1, -1], [0, 0, 1]]),
        'xb': torch.rand(64, 1, 28, 28),
        'yb': torch.arange(64) % 2,
    }


def shown(value):
    """As Python prints it, but a shape as a plain list."""
    if isinstance(value, torch.Size):
        return str(list(value))
    if isinstance(value, tuple):
        return '(' + ', '.join(shown(one) for one in value) + ')'
    return repr(value)


def run(block, names):
    results, printed, error = [], io.StringIO(), None
    try:
        with contextlib.redirect_stdout(printed):
            for statement in ast.parse(block).body:
                line = statement.end_lineno
                if isinstance(statement, ast.Expr):
                    value = eval(compile(ast.Expression(statement.value), 'block', 'eval'), names)
                    if value is not None:
                        results.append({'line': line, 'kind': 'value', 'text': shown(value)})
                    continue
                exec(compile(ast.Module([statement], []), 'block', 'exec'), names)
                targets = statement.targets if isinstance(statement, ast.Assign) else []
                named = names.get(targets[0].id) if [type(one) for one in targets] == [ast.Name] else None
                if isinstance(named, torch.Tensor):
                    results.append({'line': line, 'kind': 'shape', 'text': str(list(named.shape))})
    except Exception as raised:
        error = f'{type(raised).__name__}: {raised}'
    return {'results': results, 'printed': printed.getvalue(), 'error': error}


def main():
    asked = json.load(sys.stdin)
    pages = {}
    for page in asked['pages']:
        names = names_of_the_house(asked['digit'])
        pages[page['id']] = [run(block, names) for block in page['blocks']]
    json.dump({'torch': torch.__version__, 'pages': pages}, sys.stdout)


if __name__ == '__main__':
    main()

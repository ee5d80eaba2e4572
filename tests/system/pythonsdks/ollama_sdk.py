# SPDX-FileCopyrightText: 2026 Assay contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ollama's own client for Python."""

import asyncio
import json

import ollama

from common import ADDRESS, KEY, MODELS, check, finish, refused, user

client = ollama.Client(host=ADDRESS, headers={"Authorization": f"Bearer {KEY}"})
ASK = "Explain RAID levels"
SCHEMA = {
    "type": "object",
    "properties": {"answer": {"type": "string"}, "sure": {"type": "boolean"}},
    "required": ["answer", "sure"],
}


def get_weather(city: str) -> str:
    """Weather of a city

    Args:
        city: The name of the city
    """
    return f"21 degrees in {city}"


def chat(model):
    answer = client.chat(model=model, messages=user(ASK))
    assert "RAID" in answer.message.content
    assert answer.done and answer.eval_count > 0


def stream(model):
    parts = list(client.chat(model=model, messages=user(ASK), stream=True))
    assert "RAID" in "".join(part.message.content or "" for part in parts)
    assert parts[-1].done and parts[-1].done_reason == "stop"


def generate(model):
    assert "RAID" in client.generate(model=model, prompt=ASK).response
    assert "RAID" in "".join(part.response for part in client.generate(model=model, prompt=ASK, stream=True))


def tools(model):
    messages = user("What is the weather in Bremen?")
    first = client.chat(model=model, messages=messages, tools=[get_weather])
    [call] = first.message.tool_calls
    assert call.function.name == "get_weather"
    messages += [first.message, {"role": "tool", "tool_name": "get_weather", "content": get_weather("Bremen")}]
    assert client.chat(model=model, messages=messages, tools=[get_weather]).message.content


def structured(model):
    answer = client.chat(model=model, messages=user("Is RAID a backup?"), format=SCHEMA)
    assert isinstance(json.loads(answer.message.content)["answer"], str)


for each in MODELS:
    for part in (chat, stream, generate, tools, structured):
        check(f"{part.__name__} {each}", lambda part=part, each=each: part(each))


def listed():
    assert set(MODELS) <= {model.model for model in client.list().models}
    assert "completion" in client.show(MODELS[0]).capabilities
    client.ps()


def at_once():
    async def ask():
        own = ollama.AsyncClient(host=ADDRESS, headers={"Authorization": f"Bearer {KEY}"})
        return await asyncio.gather(*[own.chat(model=MODELS[0], messages=user(f"Count {i}")) for i in range(8)])

    assert all(answer.message.content for answer in asyncio.run(ask()))


check("listed", listed)
check("at once", at_once)
check(
    "unknown model",
    lambda: refused(lambda: client.chat(model="nobody/nothing", messages=user("Hi")), ollama.ResponseError, 404),
)
check(
    "wrong key",
    lambda: refused(
        lambda: ollama.Client(host=ADDRESS, headers={"Authorization": "Bearer sk-assay-wrong"}).list(),
        ollama.ResponseError,
        401,
    ),
)
finish()

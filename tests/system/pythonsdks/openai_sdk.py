# SPDX-FileCopyrightText: 2026 Assay contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""OpenAI's own client for Python."""

import asyncio
import json

import openai
from pydantic import BaseModel

from common import ADDRESS, KEY, MODELS, PIXEL, WEATHER, check, finish, refused, user

client = openai.OpenAI(api_key=KEY, base_url=f"{ADDRESS}/v1", max_retries=0)
TOOL = {"type": "function", "function": WEATHER}
ASK = "Explain RAID levels"


class Verdict(BaseModel):
    answer: str
    sure: bool


def chat(model):
    answer = client.chat.completions.create(model=model, messages=user(ASK))
    assert "RAID" in answer.choices[0].message.content
    assert answer.choices[0].finish_reason == "stop"
    assert answer.usage.total_tokens == answer.usage.prompt_tokens + answer.usage.completion_tokens > 0


def stream(model):
    text, usage = "", None
    options = {"include_usage": True}
    for chunk in client.chat.completions.create(model=model, messages=user(ASK), stream=True, stream_options=options):
        text += "".join(choice.delta.content or "" for choice in chunk.choices)
        usage = chunk.usage or usage
    assert "RAID" in text
    assert usage.completion_tokens > 0


def events(model):
    with client.beta.chat.completions.stream(model=model, messages=user(ASK)) as events_of_answer:
        seen = {event.type for event in events_of_answer}
        whole = events_of_answer.get_final_completion()
    assert {"chunk", "content.delta", "content.done"} <= seen, seen
    assert "RAID" in whole.choices[0].message.content


def tools(model):
    messages = user("What is the weather in Bremen?")
    first = client.chat.completions.create(model=model, messages=messages, tools=[TOOL], tool_choice="required")
    [call] = first.choices[0].message.tool_calls
    assert call.function.name == "get_weather"
    assert isinstance(json.loads(call.function.arguments)["city"], str)
    messages += [first.choices[0].message, {"role": "tool", "tool_call_id": call.id, "content": "21 degrees"}]
    second = client.chat.completions.create(model=model, messages=messages, tools=[TOOL])
    assert second.choices[0].message.content


def structured(model):
    answer = client.beta.chat.completions.parse(
        model=model, messages=user("Is RAID a backup?"), response_format=Verdict
    )
    assert isinstance(answer.choices[0].message.parsed, Verdict)


def image(model):
    parts = [
        {"type": "text", "text": "What is this?"},
        {"type": "image_url", "image_url": {"url": f"data:image/png;base64,{PIXEL}"}},
    ]
    assert client.chat.completions.create(model=model, messages=user(parts)).choices[0].message.content


def responses(model):
    answer = client.responses.create(model=model, input=ASK)
    assert "RAID" in answer.output_text
    seen = [event.type for event in client.responses.create(model=model, input=ASK, stream=True)]
    assert seen[0] == "response.created" and seen[-1] == "response.completed", seen
    follow = client.responses.create(model=model, input="And level 6?", previous_response_id=answer.id)
    assert follow.output_text
    assert client.responses.retrieve(answer.id).output_text == answer.output_text


def completions(model):
    assert client.completions.create(model=model, prompt=ASK).choices[0].text
    pieces = client.completions.create(model=model, prompt=ASK, stream=True)
    assert "".join(piece.choices[0].text for piece in pieces if piece.choices)


for each in MODELS:
    for part in (chat, stream, events, tools, structured, image, responses, completions):
        check(f"{part.__name__} {each}", lambda part=part, each=each: part(each))


def models():
    names = [model.id for model in client.models.list()]
    assert set(MODELS) <= set(names), names
    assert client.models.retrieve(MODELS[0]).id == MODELS[0]


def many_at_once():
    async def ask_all():
        own = openai.AsyncOpenAI(api_key=KEY, base_url=f"{ADDRESS}/v1", max_retries=0)
        async with own:
            asked = [own.chat.completions.create(model=MODELS[0], messages=user(f"Count {i}")) for i in range(24)]
            return await asyncio.gather(*asked)

    assert all(answer.choices[0].message.content for answer in asyncio.run(ask_all()))


def left_early():
    answer = client.chat.completions.create(model=MODELS[1], messages=user(ASK), stream=True)
    next(iter(answer))
    answer.close()
    chat(MODELS[1])


def price_and_generation():
    raw = client.chat.completions.with_raw_response.create(model=MODELS[0], messages=user(ASK))
    assert raw.headers["x-generation-id"]
    assert raw.parse().id == raw.headers["x-generation-id"]


def azure():
    own = openai.AzureOpenAI(
        api_key=KEY, azure_endpoint=ADDRESS, api_version="2024-10-21", azure_deployment=MODELS[0], max_retries=0
    )
    assert own.chat.completions.create(model=MODELS[0], messages=user(ASK)).choices[0].message.content


check("models", models)
check("many at once", many_at_once)
check("left early", left_early)
check("price and generation", price_and_generation)
check("azure", azure)
check(
    "wrong key",
    lambda: refused(
        lambda: openai.OpenAI(api_key="sk-assay-wrong", base_url=f"{ADDRESS}/v1", max_retries=0).models.list(),
        openai.AuthenticationError,
        401,
    ),
)
check(
    "unknown model",
    lambda: refused(
        lambda: client.chat.completions.create(model="nobody/nothing", messages=user("Hi")), openai.NotFoundError, 404
    ),
)
check(
    "unknown format",
    lambda: refused(
        lambda: client.chat.completions.create(model=MODELS[0], messages=[{"role": "user", "content": 7}]),
        openai.BadRequestError,
        400,
    ),
)
finish()

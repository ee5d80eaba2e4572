// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

import OpenAI, { AzureOpenAI } from 'openai';
import { address, answerSchema, assert, check, finish, key, models, refused, weather } from './common.mjs';

const client = new OpenAI({ baseURL: `${address}/v1`, apiKey: key, maxRetries: 0 });
const user = (content) => [{ role: 'user', content }];
const tool = {
    type: 'function',
    function: { name: weather.name, description: weather.description, parameters: weather.schema },
};

for (const model of models) {
    await check(`chat ${model}`, async () => {
        const answer = await client.chat.completions.create({ model, messages: user('Explain RAID levels') });
        assert.ok(answer.choices[0].message.content.includes('RAID'));
        assert.equal(answer.choices[0].finish_reason, 'stop');
        assert.ok(answer.usage.prompt_tokens > 0);
        assert.equal(answer.usage.total_tokens, answer.usage.prompt_tokens + answer.usage.completion_tokens);
        assert.ok(answer.usage.cost > 0);
        assert.equal(answer.model, model);
        const told = await fetch(`${address}/v1/generation?id=${answer.id}`, { headers: { authorization: `Bearer ${key}` } });
        const { data } = await told.json();
        assert.equal(data.total_cost, answer.usage.cost);
        assert.equal(data.tokens_completion, answer.usage.completion_tokens);
    });

    await check(`stream ${model}`, async () => {
        const stream = await client.chat.completions.create({
            model, messages: user('Explain RAID levels'), stream: true, stream_options: { include_usage: true },
        });
        let text = '';
        let usage;
        let reason;
        for await (const chunk of stream) {
            text += chunk.choices[0]?.delta?.content ?? '';
            reason = chunk.choices[0]?.finish_reason ?? reason;
            usage = chunk.usage ?? usage;
        }
        assert.ok(text.includes('RAID'));
        assert.equal(reason, 'stop');
        assert.ok(usage.completion_tokens > 0);
        const whole = await client.chat.completions.create({ model, messages: user('Explain RAID levels') });
        assert.equal(text, whole.choices[0].message.content);
    });

    await check(`several choices ${model}`, async () => {
        const answer = await client.chat.completions.create({ model, messages: user('Explain RAID levels'), n: 2 });
        assert.deepEqual(answer.choices.map((choice) => choice.index), [0, 1]);
        for (const choice of answer.choices)
            assert.ok(choice.message.content.includes('RAID'));
        assert.equal(answer.usage.total_tokens, answer.usage.prompt_tokens + answer.usage.completion_tokens);
        const told = await fetch(`${address}/v1/generation?id=${answer.id}`, { headers: { authorization: `Bearer ${key}` } });
        const { data } = await told.json();
        assert.equal(data.total_cost, answer.usage.cost);
        assert.equal(data.tokens_prompt, answer.usage.prompt_tokens);
    });

    await check(`streamed choices ${model}`, async () => {
        const stream = await client.chat.completions.create({
            model, messages: user('Explain RAID levels'), n: 2, stream: true, stream_options: { include_usage: true },
        });
        const texts = ['', ''];
        const reasons = [];
        const ids = new Set();
        const usages = [];
        for await (const chunk of stream) {
            ids.add(chunk.id);
            for (const choice of chunk.choices) {
                texts[choice.index] += choice.delta.content ?? '';
                reasons[choice.index] = choice.finish_reason ?? reasons[choice.index];
            }
            if (chunk.usage)
                usages.push(chunk.usage);
        }
        assert.equal(texts.length, 2);
        for (const text of texts)
            assert.ok(text.includes('RAID'));
        assert.deepEqual(reasons, ['stop', 'stop']);
        assert.equal(ids.size, 1);
        assert.equal(usages.length, 1);
        assert.ok(usages[0].cost > 0);
    });

    await check(`streamed choices, put together ${model}`, async () => {
        const runner = client.chat.completions.stream({
            model, messages: user('What is the weather in Bremen?'), tools: [tool], tool_choice: 'required', n: 2,
        });
        const answer = await runner.finalChatCompletion();
        assert.equal(answer.choices.length, 2);
        for (const choice of answer.choices) {
            assert.equal(choice.finish_reason, 'tool_calls');
            assert.equal(typeof JSON.parse(choice.message.tool_calls[0].function.arguments).city, 'string');
        }
    });

    await check(`tools ${model}`, async () => {
        const messages = user('What is the weather in Bremen?');
        const first = await client.chat.completions.create({ model, messages, tools: [tool], tool_choice: 'required' });
        assert.equal(first.choices[0].finish_reason, 'tool_calls');
        const [call] = first.choices[0].message.tool_calls;
        assert.equal(call.function.name, weather.name);
        assert.equal(typeof JSON.parse(call.function.arguments).city, 'string');
        messages.push(first.choices[0].message, { role: 'tool', tool_call_id: call.id, content: '{"celsius": 21}' });
        const second = await client.chat.completions.create({ model, messages, tools: [tool] });
        assert.ok(second.choices[0].message.content.length > 0);
    });

    await check(`streamed tools ${model}`, async () => {
        const runner = client.chat.completions.stream({
            model, messages: user('What is the weather in Bremen?'), tools: [tool], tool_choice: 'required',
        });
        const answer = await runner.finalChatCompletion();
        const [call] = answer.choices[0].message.tool_calls;
        assert.equal(call.function.name, weather.name);
        assert.equal(typeof JSON.parse(call.function.arguments).city, 'string');
    });

    await check(`older functions ${model}`, async () => {
        const messages = user('What is the weather in Bremen?');
        const functions = [{ name: weather.name, description: weather.description, parameters: weather.schema }];
        const first = await client.chat.completions.create({ model, messages, functions, function_call: { name: weather.name } });
        const { message, finish_reason: reason } = first.choices[0];
        assert.equal(reason, 'function_call');
        assert.equal(message.function_call.name, weather.name);
        assert.equal(typeof JSON.parse(message.function_call.arguments).city, 'string');
        messages.push(message, { role: 'function', name: weather.name, content: '{"celsius": 21}' });
        const second = await client.chat.completions.create({ model, messages, functions });
        assert.ok(second.choices[0].message.content.length > 0);
    });

    await check(`structured ${model}`, async () => {
        const answer = await client.chat.completions.create({
            model, messages: user('Is RAID a backup?'),
            response_format: { type: 'json_schema', json_schema: { name: 'verdict', strict: true, schema: answerSchema } },
        });
        const verdict = JSON.parse(answer.choices[0].message.content);
        assert.equal(typeof verdict.answer, 'string');
        assert.equal(typeof verdict.sure, 'boolean');
    });

    await check(`responses ${model}`, async () => {
        const answer = await client.responses.create({ model, input: 'Explain RAID levels', instructions: 'Be brief.' });
        assert.equal(answer.status, 'completed');
        assert.ok(answer.output_text.includes('RAID'));
        assert.ok(answer.usage.output_tokens > 0);
    });

    await check(`responses stream ${model}`, async () => {
        let text = '';
        const stream = client.responses.stream({ model, input: 'Explain RAID levels' });
        stream.on('response.output_text.delta', (event) => { text += event.delta; });
        const final = await stream.finalResponse();
        assert.equal(final.status, 'completed');
        const message = final.output.find((item) => item.type === 'message');
        assert.equal(message.content.map((part) => part.text).join(''), text);
        assert.ok(text.includes('RAID'));
    });

    await check(`responses tools ${model}`, async () => {
        const tools = [{ type: 'function', name: weather.name, parameters: weather.schema, strict: true }];
        const input = user('What is the weather in Bremen?');
        const stream = client.responses.stream({ model, input, tools, tool_choice: 'required' });
        const first = await stream.finalResponse();
        const call = first.output.find((item) => item.type === 'function_call');
        assert.equal(call.name, weather.name);
        assert.equal(typeof JSON.parse(call.arguments).city, 'string');
        input.push(...first.output, { type: 'function_call_output', call_id: call.call_id, output: '{"celsius": 21}' });
        const second = await client.responses.create({ model, input, tools });
        assert.ok(second.output_text.length > 0);
    });

    await check(`responses kept ${model}`, async () => {
        const first = await client.responses.create({ model, input: 'Explain RAID levels' });
        const second = await client.responses.create({ model, input: 'And backups?', previous_response_id: first.id });
        assert.ok(second.output_text.length > 0);
        const again = await client.responses.retrieve(first.id);
        assert.deepEqual(again.output, first.output);
        const items = [];
        for await (const item of client.responses.inputItems.list(second.id, { order: 'asc' }))
            items.push(item);
        assert.equal(items[0].content[0].text, 'Explain RAID levels');
        assert.ok((await client.responses.inputTokens.count({ model, input: 'Hi' })).input_tokens > 0);
        await client.responses.delete(first.id);
        await refused(() => client.responses.create({ model, input: 'So?', previous_response_id: first.id }),
            (error) => assert.ok(error instanceof OpenAI.BadRequestError, `${error}`));
    });

    await check(`azure ${model}`, async () => {
        const azure = new AzureOpenAI({ endpoint: address, apiKey: key, apiVersion: '2024-10-21', deployment: model, maxRetries: 0 });
        const answer = await azure.chat.completions.create({ model: 'gpt-4o', messages: user('Explain RAID levels') });
        assert.equal(answer.model, model);
        let text = '';
        for await (const chunk of await azure.chat.completions.create({ model: 'gpt-4o', messages: user('Explain RAID levels'), stream: true }))
            text += chunk.choices[0]?.delta?.content ?? '';
        assert.equal(text, answer.choices[0].message.content);
    });
}

await check('length limit', async () => {
    const answer = await client.chat.completions.create({ model: models[0], messages: user('Explain RAID levels'), max_tokens: 5 });
    assert.equal(answer.choices[0].finish_reason, 'length');
});

await check('image', async () => {
    const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
    for (const model of models) {
        const answer = await client.chat.completions.create({
            model,
            messages: user([
                { type: 'text', text: 'Explain RAID levels' },
                { type: 'image_url', image_url: { url: `data:image/png;base64,${png}` } },
            ]),
        });
        assert.ok(answer.choices[0].message.content.includes('RAID'));
    }
});

await check('fallback models', async () => {
    const answer = await client.chat.completions.create({
        model: 'sandbox/none', models: [models[0]], messages: user('Explain RAID levels'),
    });
    assert.equal(answer.model, models[0]);
});

await check('completions', async () => {
    const answer = await client.completions.create({ model: models[0], prompt: 'Explain RAID levels' });
    assert.ok(answer.choices[0].text.includes('RAID'));
    const asked = { model: models[0], prompt: 'Explain RAID levels', n: 2 };
    const several = await client.completions.create(asked);
    const texts = ['', ''];
    for await (const chunk of await client.completions.create({ ...asked, stream: true })) {
        for (const choice of chunk.choices)
            texts[choice.index] += choice.text;
    }
    assert.deepEqual(texts, several.choices.map((choice) => choice.text));
});

await check('too many choices', async () => {
    await refused(() => client.chat.completions.create({ model: models[0], messages: user('Hi'), n: 17 }),
        (error) => assert.ok(error instanceof OpenAI.BadRequestError && error.message.includes('16'), `${error}`));
});

await check('models', async () => {
    const ids = [];
    for await (const model of client.models.list())
        ids.push(model.id);
    for (const model of models)
        assert.ok(ids.includes(model));
});

await check('wrong key', async () => {
    const stranger = new OpenAI({ baseURL: `${address}/v1`, apiKey: 'sk-assay-wrong', maxRetries: 0 });
    await refused(() => stranger.chat.completions.create({ model: models[0], messages: user('Hi') }),
        (error) => assert.ok(error instanceof OpenAI.AuthenticationError, `${error}`));
});

await check('unknown model', async () => {
    await refused(() => client.chat.completions.create({ model: 'sandbox/none', messages: user('Hi') }),
        (error) => assert.ok(error instanceof OpenAI.NotFoundError, `${error}`));
});

await check('bad request', async () => {
    await refused(() => client.chat.completions.create({ model: models[0], messages: [] }),
        (error) => assert.ok(error instanceof OpenAI.BadRequestError, `${error}`));
});

await check('stop in the middle', async () => {
    const stream = await client.chat.completions.create({ model: models[0], messages: user('Explain RAID levels'), stream: true });
    for await (const chunk of stream) {
        if (chunk.choices[0]?.delta?.content)
            break;
    }
});

finish();

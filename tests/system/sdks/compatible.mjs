// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Clients of providers that copy OpenAI's format, each with its own idea of it: Groq, Together, Mistral.
import Groq from 'groq-sdk';
import { Mistral } from '@mistralai/mistralai';
import Together from 'together-ai';
import { address, answerSchema, assert, check, finish, key, models, refused, weather } from './common.mjs';

const user = (content) => [{ role: 'user', content }];
const tools = [{ type: 'function', function: { name: weather.name, description: weather.description, parameters: weather.schema } }];
const format = { type: 'json_schema', json_schema: { name: 'verdict', strict: true, schema: answerSchema } };

/// Two that were generated from OpenAI's own client. Groq's puts /openai/v1 before its paths.
const stainless = {
    groq: new Groq({ apiKey: key, baseURL: address, maxRetries: 0 }),
    together: new Together({ apiKey: key, baseURL: `${address}/v1`, maxRetries: 0 }),
};

for (const [who, client] of Object.entries(stainless)) {
    const create = (body) => client.chat.completions.create(body);
    for (const model of models) {
        await check(`${who} chat ${model}`, async () => {
            const answer = await create({ model, messages: user('Explain RAID levels') });
            assert.ok(answer.choices[0].message.content.includes('RAID'));
            assert.ok(answer.usage.total_tokens > 0);
        });
        await check(`${who} stream ${model}`, async () => {
            let text = '';
            for await (const chunk of await create({ model, messages: user('Explain RAID levels'), stream: true }))
                text += chunk.choices[0]?.delta?.content ?? '';
            assert.ok(text.includes('RAID'));
        });
        await check(`${who} tools ${model}`, async () => {
            const messages = user('What is the weather in Bremen?');
            const first = await create({ model, messages, tools, tool_choice: 'required' });
            const [call] = first.choices[0].message.tool_calls;
            assert.equal(typeof JSON.parse(call.function.arguments).city, 'string');
            messages.push(first.choices[0].message, { role: 'tool', tool_call_id: call.id, content: '{"celsius": 21}' });
            assert.ok((await create({ model, messages, tools })).choices[0].message.content.length > 0);
        });
        await check(`${who} structured ${model}`, async () => {
            const answer = await create({ model, messages: user('Is RAID a backup?'), response_format: format });
            assert.equal(typeof JSON.parse(answer.choices[0].message.content).sure, 'boolean');
        });
    }
    await check(`${who} unknown model`, async () => {
        await refused(() => create({ model: 'sandbox/none', messages: user('Hi') }), (error) => assert.equal(error.status, 404, `${error}`));
    });
}

const mistral = new Mistral({ apiKey: key, serverURL: address, retryConfig: { strategy: 'none' } });
for (const model of models) {
    await check(`mistral chat ${model}`, async () => {
        const answer = await mistral.chat.complete({ model, messages: user('Explain RAID levels') });
        assert.ok(answer.choices[0].message.content.includes('RAID'));
        assert.equal(answer.choices[0].finishReason, 'stop');
        assert.ok(answer.usage.totalTokens > 0);
    });
    await check(`mistral stream ${model}`, async () => {
        let text = '';
        let reason;
        for await (const { data } of await mistral.chat.stream({ model, messages: user('Explain RAID levels') })) {
            text += data.choices[0]?.delta?.content ?? '';
            reason = data.choices[0]?.finishReason ?? reason;
        }
        assert.ok(text.includes('RAID'));
        assert.equal(reason, 'stop');
    });
    await check(`mistral tools ${model}`, async () => {
        const messages = user('What is the weather in Bremen?');
        const first = await mistral.chat.complete({ model, messages, tools, toolChoice: 'required' });
        const [call] = first.choices[0].message.toolCalls;
        const given = call.function.arguments;
        assert.equal(typeof (typeof given === 'string' ? JSON.parse(given) : given).city, 'string');
        messages.push(first.choices[0].message, { role: 'tool', toolCallId: call.id, name: weather.name, content: '{"celsius": 21}' });
        const second = await mistral.chat.complete({ model, messages, tools });
        assert.ok(second.choices[0].message.content.length > 0);
    });
    await check(`mistral structured ${model}`, async () => {
        const answer = await mistral.chat.complete({
            model, messages: user('Is RAID a backup?'),
            responseFormat: { type: 'json_schema', jsonSchema: { name: 'verdict', strict: true, schemaDefinition: answerSchema } },
        });
        assert.equal(typeof JSON.parse(answer.choices[0].message.content).sure, 'boolean');
    });
}
await check('mistral unknown model', async () => {
    await refused(() => mistral.chat.complete({ model: 'sandbox/none', messages: user('Hi') }),
        (error) => assert.equal(error.statusCode, 404, `${error}`));
});
await check('mistral models', async () => {
    const list = await mistral.models.list();
    // A model of a type that this client does not know is handed over as it came.
    assert.ok(list.data.some((model) => (model.id ?? model.raw?.id) === models[0]));
});

finish();

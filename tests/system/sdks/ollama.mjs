// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

import { Ollama } from 'ollama';
import { address, answerSchema, assert, check, finish, key, models, refused, weather } from './common.mjs';

const client = new Ollama({ host: address, headers: { authorization: `Bearer ${key}` } });
const user = (content) => [{ role: 'user', content }];
const tool = {
    type: 'function',
    function: { name: weather.name, description: weather.description, parameters: weather.schema },
};

for (const model of models) {
    await check(`chat ${model}`, async () => {
        const answer = await client.chat({ model, messages: user('Explain RAID levels') });
        assert.ok(answer.message.content.includes('RAID'));
        assert.equal(answer.done, true);
        assert.ok(answer.eval_count > 0);
    });

    await check(`stream ${model}`, async () => {
        let text = '';
        let last;
        for await (const part of await client.chat({ model, messages: user('Explain RAID levels'), stream: true })) {
            text += part.message.content;
            last = part;
        }
        assert.ok(text.includes('RAID'));
        assert.equal(last.done, true);
        assert.equal(last.done_reason, 'stop');
    });

    await check(`tools ${model}`, async () => {
        const messages = user('What is the weather in Bremen?');
        const first = await client.chat({ model, messages, tools: [tool] });
        const [call] = first.message.tool_calls;
        assert.equal(call.function.name, weather.name);
        assert.equal(typeof call.function.arguments.city, 'string');
        messages.push(first.message, { role: 'tool', tool_name: weather.name, content: '21 degrees' });
        const second = await client.chat({ model, messages, tools: [tool] });
        assert.ok(second.message.content.length > 0);
    });

    await check(`structured ${model}`, async () => {
        const answer = await client.chat({ model, messages: user('Is RAID a backup?'), format: answerSchema });
        assert.equal(typeof JSON.parse(answer.message.content).answer, 'string');
    });
}

await check('list', async () => {
    const names = (await client.list()).models.map((model) => model.name);
    for (const model of models)
        assert.ok(names.includes(model));
});

await check('wrong key', async () => {
    const stranger = new Ollama({ host: address, headers: { authorization: 'Bearer sk-assay-wrong' } });
    await refused(() => stranger.chat({ model: models[0], messages: user('Hi') }),
        (error) => assert.equal(error.status_code, 401));
});

await check('unknown model', async () => {
    await refused(() => client.chat({ model: 'sandbox/none', messages: user('Hi') }),
        (error) => assert.equal(error.status_code, 404));
});

finish();

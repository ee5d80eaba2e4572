// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

import Anthropic from '@anthropic-ai/sdk';
import { betaZodTool } from '@anthropic-ai/sdk/helpers/beta/zod';
import { z } from 'zod';
import { address, answerSchema, assert, check, finish, key, models, refused, weather } from './common.mjs';

const client = new Anthropic({ baseURL: address, apiKey: key, maxRetries: 0 });
const user = (content) => [{ role: 'user', content }];
const tool = { name: weather.name, description: weather.description, input_schema: weather.schema };
const text = (message) => message.content.filter((block) => block.type === 'text').map((block) => block.text).join('');

for (const model of models) {
    await check(`chat ${model}`, async () => {
        const answer = await client.messages.create({ model, max_tokens: 4000, messages: user('Explain RAID levels') });
        assert.ok(text(answer).includes('RAID'));
        assert.equal(answer.stop_reason, 'end_turn');
        assert.ok(answer.usage.input_tokens > 0 && answer.usage.output_tokens > 0);
    });

    await check(`stream ${model}`, async () => {
        let streamed = '';
        const stream = client.messages.stream({ model, max_tokens: 4000, system: 'Be brief.', messages: user('Explain RAID levels') });
        stream.on('text', (delta) => { streamed += delta; });
        const answer = await stream.finalMessage();
        assert.equal(text(answer), streamed);
        assert.ok(streamed.includes('RAID'));
        assert.equal(answer.stop_reason, 'end_turn');
        assert.ok(answer.usage.output_tokens > 0);
    });

    await check(`tools ${model}`, async () => {
        const messages = user('What is the weather in Bremen?');
        const request = { model, max_tokens: 4000, tools: [tool] };
        const first = await client.messages.stream({ ...request, messages, tool_choice: { type: 'any' } }).finalMessage();
        assert.equal(first.stop_reason, 'tool_use');
        const call = first.content.find((block) => block.type === 'tool_use');
        assert.equal(call.name, weather.name);
        assert.equal(typeof call.input.city, 'string');
        messages.push({ role: 'assistant', content: first.content },
            { role: 'user', content: [{ type: 'tool_result', tool_use_id: call.id, content: '21 degrees' }] });
        const second = await client.messages.create({ ...request, messages });
        assert.ok(text(second).length > 0);
        const whole = await client.messages.create({ ...request, messages: user('What is the weather in Bremen?'), tool_choice: { type: 'any' } });
        assert.equal(typeof whole.content.find((block) => block.type === 'tool_use').input.city, 'string');
    });

    await check(`structured ${model}`, async () => {
        const answer = await client.messages.create({
            model, max_tokens: 4000, messages: user('Is RAID a backup?'),
            output_config: { format: { type: 'json_schema', schema: answerSchema } },
        });
        const verdict = JSON.parse(text(answer));
        assert.equal(typeof verdict.answer, 'string');
        assert.equal(typeof verdict.sure, 'boolean');
    });
}

/// The runner leaves the conversation to the server between its turns (`thread`), and sends what is new.
for (const model of models) {
    await check(`tool runner ${model}`, async () => {
        let used = 0;
        const run = async ({ city }) => { used += 1; assert.equal(typeof city, 'string'); return '21 degrees'; };
        const runnable = betaZodTool({ name: weather.name, description: weather.description, inputSchema: z.object({ city: z.string() }), run });
        const asked = { model, max_tokens: 4000, messages: user('What is the weather in Bremen?'), tools: [runnable] };
        assert.ok(text(await client.beta.messages.toolRunner(asked)).length > 0);
        assert.equal(used, 1);
        for await (const stream of client.beta.messages.toolRunner({ ...asked, stream: true }))
            await stream.finalMessage();
        assert.equal(used, 2);
    });

    await check(`thread ${model}`, async () => {
        const thread = client.beta.messages.thread({ model, max_tokens: 4000, system: 'Be brief.' });
        const first = await thread.send({ role: 'user', content: 'Explain RAID levels' });
        const second = await thread.stream({ role: 'user', content: 'And backups?' }).finalMessage();
        const third = await thread.send({ role: 'user', content: 'Sure?' });
        assert.ok(second.usage.input_tokens > first.usage.input_tokens + 20); // it heard what was said before
        assert.ok(third.usage.input_tokens > second.usage.input_tokens + 20);
    });
}

await check('lost thread', async () => {
    const lost = { thread: { type: 'continue', previous_message_id: 'msg_none' }, betas: ['message-threads-2026-08-12'] };
    await refused(() => client.beta.messages.create({ model: models[0], max_tokens: 5, messages: user('Hi'), ...lost }), (error) => {
        assert.equal(error.status, 404, `${error}`);
        assert.equal(error.error.error.details.error_code, 'thread_not_found');
    });
});

await check('length limit', async () => {
    const answer = await client.messages.create({ model: models[0], max_tokens: 5, messages: user('Explain RAID levels') });
    assert.equal(answer.stop_reason, 'max_tokens');
});

await check('models', async () => {
    const ids = [];
    for await (const model of client.models.list())
        ids.push(model.id);
    for (const model of models)
        assert.ok(ids.includes(model));
});

await check('key as bearer token', async () => {
    const bearer = new Anthropic({ baseURL: address, apiKey: null, authToken: key, maxRetries: 0 });
    const answer = await bearer.messages.create({ model: models[0], max_tokens: 400, messages: user('Explain RAID levels') });
    assert.ok(text(answer).length > 0);
});

await check('wrong key', async () => {
    const stranger = new Anthropic({ baseURL: address, apiKey: 'sk-assay-wrong', maxRetries: 0 });
    await refused(() => stranger.messages.create({ model: models[0], max_tokens: 5, messages: user('Hi') }), (error) => {
        assert.ok(error instanceof Anthropic.AuthenticationError, `${error}`);
        assert.equal(error.error.error.type, 'authentication_error');
    });
});

await check('unknown model', async () => {
    await refused(() => client.messages.create({ model: 'sandbox/none', max_tokens: 5, messages: user('Hi') }),
        (error) => assert.ok(error instanceof Anthropic.NotFoundError, `${error}`));
});

finish();

// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

import { OpenRouter } from '@openrouter/sdk';
import { address, answerSchema, assert, check, finish, key, models, refused, weather } from './common.mjs';

const client = new OpenRouter({ serverURL: `${address}/api/v1`, apiKey: key, retryConfig: { strategy: 'none' } });
const send = (request) => client.chat.send({ chatRequest: request });
const user = (content) => [{ role: 'user', content }];

for (const model of models) {
    await check(`chat ${model}`, async () => {
        const answer = await send({ model, messages: user('Explain RAID levels') });
        assert.ok(answer.choices[0].message.content.includes('RAID'));
        assert.equal(answer.choices[0].finishReason, 'stop');
        assert.ok(answer.usage.completionTokens > 0);
    });

    await check(`stream ${model}`, async () => {
        let text = '';
        let usage;
        for await (const chunk of await send({ model, messages: user('Explain RAID levels'), stream: true })) {
            text += chunk.choices[0]?.delta?.content ?? '';
            usage = chunk.usage ?? usage;
        }
        assert.ok(text.includes('RAID'));
        assert.ok(usage.completionTokens > 0);
    });

    await check(`tools ${model}`, async () => {
        const answer = await send({
            model, messages: user('What is the weather in Bremen?'), toolChoice: 'required',
            tools: [{ type: 'function', function: { name: weather.name, parameters: weather.schema } }],
        });
        const [call] = answer.choices[0].message.toolCalls;
        assert.equal(call.function.name, weather.name);
    });

    await check(`structured ${model}`, async () => {
        const answer = await send({
            model, messages: user('Is RAID a backup?'),
            responseFormat: { type: 'json_schema', jsonSchema: { name: 'verdict', strict: true, schema: answerSchema } },
        });
        assert.equal(typeof JSON.parse(answer.choices[0].message.content).answer, 'string');
    });
}

await check('models, key and generation', async () => {
    const listed = await client.models.list();
    for (const model of models)
        assert.ok((listed.data ?? listed.result?.data).some((entry) => entry.id === model));
    const { data } = await client.apiKeys.getCurrentKeyMetadata();
    assert.equal(data.limit, null);
    const answer = await send({ model: models[0], messages: user('Explain RAID levels') });
    const told = await client.generations.getGeneration({ id: answer.id });
    assert.equal(told.data.totalCost, answer.usage.cost);
});

await check('counts, pages, providers and endpoints', async () => {
    const { data: { count } } = await client.models.count({});
    let paged = 0;
    for await (const page of await client.models.listForUser({ bearer: key }, { limit: 2 })) paged += page.result.data.length;
    assert.equal(paged, count);
    const one = await client.models.get({ author: 'sandbox', slug: 'swift' });
    assert.equal(one.data.id, 'sandbox/swift');
    const { data: providers } = await client.providers.list();
    assert.ok(providers.some((provider) => provider.slug === 'sandbox'));
    const { data: model } = await client.endpoints.list({ author: 'sandbox', slug: 'swift' });
    assert.equal(model.endpoints[0].modelId, 'sandbox/swift');
    assert.equal(model.endpoints[0].status, 0);
    assert.ok(model.endpoints[0].uptimeLast1d === null || model.endpoints[0].uptimeLast1d <= 100);
    const vectors = await client.embeddings.listModels({});
    assert.equal((vectors.data ?? vectors.result?.data).length, 0);
    await refused(() => client.endpoints.list({ author: 'sandbox', slug: 'none' }), (error) => assert.equal(error.statusCode, 404));
    await refused(() => client.credits.getCredits(), (error) => assert.equal(error.statusCode, 403)); // a key without a limit
});

await check('wrong key', async () => {
    const stranger = new OpenRouter({ serverURL: `${address}/api/v1`, apiKey: 'sk-assay-wrong', retryConfig: { strategy: 'none' } });
    await refused(() => stranger.chat.send({ chatRequest: { model: models[0], messages: user('Hi') } }),
        (error) => assert.equal(error.statusCode, 401));
});

await check('unknown model', async () => {
    await refused(() => send({ model: 'sandbox/none', messages: user('Hi') }), (error) => assert.equal(error.statusCode, 404));
});

finish();

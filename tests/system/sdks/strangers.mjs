// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What speaks to the gateway without an official client: Hugging Face's, packed bodies, and Google's stream as an array.
import { gzipSync, deflateSync, deflateRawSync, brotliCompressSync } from 'node:zlib';
import { InferenceClient } from '@huggingface/inference';
import { address, answerSchema, assert, check, finish, key, models, refused, weather } from './common.mjs';

const user = (content) => [{ role: 'user', content }];
const tools = [{ type: 'function', function: { name: weather.name, description: weather.description, parameters: weather.schema } }];

const huggingFace = new InferenceClient(key, { endpointUrl: address });
for (const model of models) {
    await check(`hugging face ${model}`, async () => {
        const answer = await huggingFace.chatCompletion({ model, messages: user('Explain RAID levels') });
        assert.ok(answer.choices[0].message.content.includes('RAID'));
        let text = '';
        for await (const chunk of huggingFace.chatCompletionStream({ model, messages: user('Explain RAID levels') }))
            text += chunk.choices[0]?.delta?.content ?? '';
        assert.equal(text, answer.choices[0].message.content);
    });
    await check(`hugging face tools ${model}`, async () => {
        const answer = await huggingFace.chatCompletion({ model, messages: user('What is the weather in Bremen?'), tools });
        assert.equal(answer.choices[0].message.tool_calls[0].function.name, weather.name);
    });
    await check(`hugging face structured ${model}`, async () => {
        const answer = await huggingFace.chatCompletion({
            model, messages: user('Is RAID a backup?'),
            response_format: { type: 'json_schema', json_schema: { name: 'verdict', schema: answerSchema } },
        });
        assert.equal(typeof JSON.parse(answer.choices[0].message.content).sure, 'boolean');
    });
}
await check('hugging face unknown model', async () => {
    await refused(() => huggingFace.chatCompletion({ model: 'sandbox/none', messages: user('Hi') }),
        (error) => assert.equal(error.httpResponse?.status, 404, `${error}`));
});

const post = (path, body, headers = {}) => fetch(`${address}${path}`, {
    method: 'POST', body, headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
});
const question = JSON.stringify({ model: models[0], messages: user('Explain RAID levels') });
for (const [coding, pack] of [['gzip', gzipSync], ['deflate', deflateSync], ['deflate', deflateRawSync], ['br', brotliCompressSync]]) {
    await check(`body packed by ${pack.name}`, async () => {
        const answer = await post('/v1/chat/completions', pack(question), { 'content-encoding': coding });
        assert.equal(answer.status, 200);
        assert.ok((await answer.json()).choices[0].message.content.includes('RAID'));
    });
}
await check('packings that are refused', async () => {
    const unknown = await post('/v1/chat/completions', question, { 'content-encoding': 'compress' });
    assert.equal(unknown.status, 415);
    assert.ok(unknown.headers.get('accept-encoding').includes('gzip'));
    const bomb = await post('/v1/chat/completions', gzipSync(Buffer.alloc(32 << 20, ' ')), { 'content-encoding': 'gzip' });
    assert.equal(bomb.status, 413);
});

await check('a stream as an array', async () => {
    const contents = JSON.stringify({ contents: [{ role: 'user', parts: [{ text: 'Explain RAID levels' }] }] });
    const answer = await post(`/v1beta/models/${models[1]}:streamGenerateContent`, contents);
    assert.equal(answer.headers.get('content-type'), 'application/json');
    const pieces = await answer.json();
    assert.ok(pieces.length > 2);
    assert.ok(pieces.map((piece) => piece.candidates[0].content.parts[0]?.text ?? '').join('').includes('RAID'));
    assert.equal(pieces.at(-1).candidates[0].finishReason, 'STOP');
});

finish();

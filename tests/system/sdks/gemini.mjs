// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

import { ApiError, FunctionCallingConfigMode, GoogleGenAI, Type } from '@google/genai';
import { address, answerSchema, assert, check, finish, key, models, refused, weather } from './common.mjs';

const client = new GoogleGenAI({ apiKey: key, httpOptions: { baseUrl: address } });
const tools = [{
    functionDeclarations: [{
        name: weather.name,
        description: weather.description,
        parameters: { type: Type.OBJECT, properties: { city: { type: Type.STRING } }, required: ['city'] },
    }],
}];
const mustCall = { functionCallingConfig: { mode: FunctionCallingConfigMode.ANY } };

for (const model of models) {
    await check(`generate ${model}`, async () => {
        const answer = await client.models.generateContent({
            model, contents: 'Explain RAID levels', config: { systemInstruction: 'Be brief.', temperature: 0.5 },
        });
        assert.ok(answer.text.includes('RAID'));
        assert.equal(answer.candidates[0].finishReason, 'STOP');
        assert.equal(answer.modelVersion, model);
        const usage = answer.usageMetadata;
        assert.ok(usage.promptTokenCount > 0);
        assert.equal(usage.totalTokenCount,
            usage.promptTokenCount + usage.candidatesTokenCount + (usage.thoughtsTokenCount ?? 0));
    });

    await check(`stream ${model}`, async () => {
        const stream = await client.models.generateContentStream({ model, contents: 'Explain RAID levels' });
        let text = '';
        let last;
        for await (const chunk of stream) {
            text += chunk.text ?? '';
            last = chunk;
        }
        assert.ok(text.includes('RAID'));
        assert.equal(last.candidates[0].finishReason, 'STOP');
        assert.ok(last.usageMetadata.candidatesTokenCount > 0);
        const whole = await client.models.generateContent({ model, contents: 'Explain RAID levels' });
        assert.equal(text, whole.text);
    });

    await check(`several candidates ${model}`, async () => {
        const asked = { model, contents: 'Explain RAID levels', config: { candidateCount: 2 } };
        const answer = await client.models.generateContent(asked);
        assert.deepEqual(answer.candidates.map((candidate) => candidate.index), [0, 1]);
        const whole = answer.candidates.map((candidate) => candidate.content.parts.map((part) => part.text).join(''));
        const texts = ['', ''];
        let last;
        for await (const chunk of await client.models.generateContentStream(asked)) {
            for (const candidate of chunk.candidates)
                texts[candidate.index] += candidate.content.parts.map((part) => part.text).join('');
            last = chunk;
        }
        assert.deepEqual(texts, whole);
        assert.ok(texts[1].includes('RAID'));
        assert.equal(last.usageMetadata.totalTokenCount, answer.usageMetadata.totalTokenCount);
    });

    await check(`tools ${model}`, async () => {
        const question = { role: 'user', parts: [{ text: 'What is the weather in Bremen?' }] };
        const first = await client.models.generateContent({
            model, contents: [question], config: { tools, toolConfig: mustCall },
        });
        const [call] = first.functionCalls;
        assert.equal(call.name, weather.name);
        assert.equal(typeof call.args.city, 'string');
        const second = await client.models.generateContent({
            model,
            contents: [question, first.candidates[0].content, {
                role: 'user',
                parts: [{ functionResponse: { id: call.id, name: call.name, response: { celsius: 21 } } }],
            }],
            config: { tools },
        });
        assert.ok(second.text.length > 0);
    });

    await check(`streamed tools ${model}`, async () => {
        const stream = await client.models.generateContentStream({
            model, contents: 'What is the weather in Bremen?', config: { tools, toolConfig: mustCall },
        });
        const calls = [];
        for await (const chunk of stream)
            calls.push(...(chunk.functionCalls ?? []));
        assert.ok(calls.length > 0);
        assert.equal(calls[0].name, weather.name);
        assert.equal(typeof calls[0].args.city, 'string');
    });

    await check(`structured ${model}`, async () => {
        const answer = await client.models.generateContent({
            model, contents: 'Is RAID a backup?',
            config: { responseMimeType: 'application/json', responseJsonSchema: answerSchema },
        });
        const verdict = JSON.parse(answer.text);
        assert.equal(typeof verdict.answer, 'string');
        assert.equal(typeof verdict.sure, 'boolean');
    });

    await check(`chat ${model}`, async () => {
        const chat = client.chats.create({ model });
        await chat.sendMessage({ message: 'Explain RAID levels' });
        const answer = await chat.sendMessage({ message: 'And which for a database?' });
        assert.ok(answer.text.length > 0);
        assert.equal(chat.getHistory().length, 4);
    });
}

await check('thoughts are shown when asked for', async () => {
    const model = models[models.length - 1];
    const asked = (includeThoughts) => client.models.generateContent({
        model, contents: 'Explain RAID levels', config: { thinkingConfig: { includeThoughts, thinkingBudget: 2048 } },
    });
    const thoughts = (answer) => answer.candidates[0].content.parts.filter((part) => part.thought);
    assert.ok(thoughts(await asked(true)).length > 0);
    assert.equal(thoughts(await asked(false)).length, 0);
});

await check('length limit', async () => {
    const answer = await client.models.generateContent({
        model: models[0], contents: 'Explain RAID levels', config: { maxOutputTokens: 5 },
    });
    assert.equal(answer.candidates[0].finishReason, 'MAX_TOKENS');
});

await check('image', async () => {
    const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
    const answer = await client.models.generateContent({
        model: models[0],
        contents: [{ text: 'Explain RAID levels' }, { inlineData: { mimeType: 'image/png', data: png } }],
    });
    assert.ok(answer.text.includes('RAID'));
});

const fails = (status) => (error) => {
    assert.ok(error instanceof ApiError, `${error}`);
    assert.equal(error.status, status);
};

await check('wrong key', async () => {
    const stranger = new GoogleGenAI({ apiKey: 'sk-assay-wrong', httpOptions: { baseUrl: address } });
    await refused(() => stranger.models.generateContent({ model: models[0], contents: 'Hi' }), fails(401));
});

await check('unknown model', async () => {
    await refused(() => client.models.generateContent({ model: 'sandbox/none', contents: 'Hi' }), fails(404));
});

await check('tokens and models', async () => {
    assert.ok((await client.models.countTokens({ model: models[0], contents: 'Hi' })).totalTokens > 0);
    const names = [];
    for await (const model of await client.models.list())
        names.push(model.name);
    assert.ok(names.includes(`models/${models[0]}`));
    assert.equal((await client.models.get({ model: names[0] })).name, names[0]);
});

await check('what is not served', async () => {
    await refused(() => client.models.embedContent({ model: models[1], contents: 'Hi' }), fails(400));
    await refused(() => client.caches.create({ model: models[0], config: {} }), fails(404));
});

await check('stop in the middle', async () => {
    const stream = await client.models.generateContentStream({ model: models[0], contents: 'Explain RAID levels' });
    for await (const chunk of stream) {
        if (chunk.text)
            break;
    }
});

finish();

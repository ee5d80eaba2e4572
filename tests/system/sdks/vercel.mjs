// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { APICallError, generateObject, generateText, jsonSchema, stepCountIs, streamText, tool } from 'ai';
import { address, answerSchema, assert, check, finish, key, models, refused, weather } from './common.mjs';

const assay = createOpenAICompatible({
    name: 'assay', baseURL: `${address}/v1`, apiKey: key, supportsStructuredOutputs: true, includeUsage: true,
});
const common = { maxRetries: 0 };

for (const name of models) {
    const model = assay(name);
    await check(`generateText ${name}`, async () => {
        const { text, usage, finishReason } = await generateText({ ...common, model, prompt: 'Explain RAID levels' });
        assert.ok(text.includes('RAID'));
        assert.equal(finishReason, 'stop');
        assert.ok(usage.outputTokens > 0);
    });

    await check(`streamText ${name}`, async () => {
        const result = streamText({ ...common, model, prompt: 'Explain RAID levels', onError: () => {} });
        let text = '';
        for await (const piece of result.textStream)
            text += piece;
        assert.ok(text.includes('RAID'));
        assert.ok((await result.usage).outputTokens > 0);
    });

    await check(`tool loop ${name}`, async () => {
        let asked = 0;
        const result = await generateText({
            ...common, model, prompt: 'What is the weather in Bremen?', stopWhen: stepCountIs(3),
            tools: {
                [weather.name]: tool({
                    description: weather.description,
                    inputSchema: jsonSchema(weather.schema),
                    execute: async ({ city }) => { asked += 1; assert.equal(typeof city, 'string'); return { celsius: 21 }; },
                }),
            },
        });
        assert.equal(asked, 1);
        assert.ok(result.text.length > 0);
    });

    await check(`generateObject ${name}`, async () => {
        const { object } = await generateObject({ ...common, model, prompt: 'Is RAID a backup?', schema: jsonSchema(answerSchema) });
        assert.equal(typeof object.answer, 'string');
        assert.equal(typeof object.sure, 'boolean');
    });
}

await check('unknown model', async () => {
    await refused(() => generateText({ ...common, model: assay('sandbox/none'), prompt: 'Hi' }), (error) => {
        assert.ok(APICallError.isInstance(error), `${error}`);
        assert.equal(error.statusCode, 404);
    });
});

finish();

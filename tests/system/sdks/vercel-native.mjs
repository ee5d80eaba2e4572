// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

import { createAnthropic } from '@ai-sdk/anthropic';
import { createOpenAI } from '@ai-sdk/openai';
import { APICallError, generateObject, generateText, jsonSchema, stepCountIs, streamText, tool } from 'ai';
import { address, answerSchema, assert, check, finish, key, models, refused, weather } from './common.mjs';

const openai = createOpenAI({ baseURL: `${address}/v1`, apiKey: key });
const anthropic = createAnthropic({ baseURL: `${address}/v1`, apiKey: key });
const makers = { responses: (name) => openai.responses(name), chat: (name) => openai.chat(name), messages: (name) => anthropic(name) };
const common = { maxRetries: 0 };

for (const [surface, make] of Object.entries(makers)) {
    for (const name of models) {
        const model = make(name);
        await check(`${surface} generateText ${name}`, async () => {
            const { text, usage, finishReason } = await generateText({ ...common, model, system: 'Be brief.', prompt: 'Explain RAID levels' });
            assert.ok(text.includes('RAID'));
            assert.equal(finishReason, 'stop');
            assert.ok(usage.outputTokens > 0);
        });

        await check(`${surface} streamText ${name}`, async () => {
            const faults = [];
            const result = streamText({ ...common, model, prompt: 'Explain RAID levels', onError: ({ error }) => faults.push(error) });
            let text = '';
            for await (const piece of result.textStream)
                text += piece;
            assert.deepEqual(faults, []);
            assert.ok(text.includes('RAID'));
            assert.ok((await result.usage).outputTokens > 0);
        });

        await check(`${surface} tool loop ${name}`, async () => {
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

        await check(`${surface} generateObject ${name}`, async () => {
            const { object } = await generateObject({ ...common, model, prompt: 'Is RAID a backup?', schema: jsonSchema(answerSchema) });
            assert.equal(typeof object.answer, 'string');
            assert.equal(typeof object.sure, 'boolean');
        });
    }

    await check(`${surface} unknown model`, async () => {
        await refused(() => generateText({ ...common, model: make('sandbox/none'), prompt: 'Hi' }), (error) => {
            assert.ok(APICallError.isInstance(error), `${error}`);
            assert.equal(error.statusCode, 404);
        });
    });
}

finish();

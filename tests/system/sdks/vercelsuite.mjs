// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the Vercel AI SDK does with a model, whichever of its providers speaks to the gateway.
import { APICallError, generateObject, generateText, jsonSchema, stepCountIs, streamText, tool } from 'ai';
import { answerSchema, assert, check, models, refused, weather } from './common.mjs';

const common = { maxRetries: 0 };

/// A question that needs the tool, and how often it was used.
function withWeather() {
    const used = { times: 0 };
    const execute = async ({ city }) => { used.times += 1; assert.equal(typeof city, 'string'); return { celsius: 21 }; };
    const tools = { [weather.name]: tool({ description: weather.description, inputSchema: jsonSchema(weather.schema), execute }) };
    return { used, asked: { ...common, tools, prompt: 'What is the weather in Bremen?', stopWhen: stepCountIs(3) } };
}

async function streamed(options) {
    const faults = [];
    const result = streamText({ ...common, ...options, onError: ({ error }) => faults.push(error) });
    let text = '';
    for await (const piece of result.textStream)
        text += piece;
    assert.deepEqual(faults, []);
    return { text, usage: await result.usage };
}

/// `make` gives the model of a name.
export async function suite(surface, make) {
    for (const name of models) {
        const model = make(name);
        await check(`${surface} generateText ${name}`, async () => {
            const { text, usage, finishReason } = await generateText({ ...common, model, system: 'Be brief.', prompt: 'Explain RAID levels' });
            assert.ok(text.includes('RAID'));
            assert.equal(finishReason, 'stop');
            assert.ok(usage.outputTokens > 0);
        });

        await check(`${surface} streamText ${name}`, async () => {
            const { text, usage } = await streamed({ model, prompt: 'Explain RAID levels' });
            assert.ok(text.includes('RAID'));
            assert.ok(usage.outputTokens > 0);
        });

        await check(`${surface} second turn ${name}`, async () => {
            const messages = [{ role: 'user', content: 'Explain RAID levels' }];
            const first = await generateText({ ...common, model, messages });
            messages.push(...first.response.messages, { role: 'user', content: 'And backups?' });
            assert.ok((await generateText({ ...common, model, messages })).text.length > 0);
        });

        await check(`${surface} tool loop ${name}`, async () => {
            const { used, asked } = withWeather();
            assert.ok((await generateText({ ...asked, model })).text.length > 0);
            assert.equal(used.times, 1);
        });

        await check(`${surface} streamed tool loop ${name}`, async () => {
            const { used, asked } = withWeather();
            assert.ok((await streamed({ ...asked, model })).text.length > 0);
            assert.equal(used.times, 1);
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

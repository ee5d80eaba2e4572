// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

import { Agent, OpenAIProvider, Runner, setTracingDisabled, tool } from '@openai/agents';
import OpenAI from 'openai';
import { z } from 'zod';
import { address, assert, check, finish, key, models, refused, weather } from './common.mjs';

setTracingDisabled(true);
const openAIClient = new OpenAI({ baseURL: `${address}/v1`, apiKey: key, maxRetries: 0 });
const getWeather = tool({
    name: weather.name, description: weather.description, parameters: z.object({ city: z.string() }),
    execute: async ({ city }) => `21 degrees in ${city}`,
});

for (const useResponses of [true, false]) {
    const surface = useResponses ? 'responses' : 'chat';
    const runner = new Runner({ modelProvider: new OpenAIProvider({ openAIClient, useResponses }) });
    for (const model of models) {
        const agent = new Agent({ name: 'Brief', instructions: 'Be brief.', model });
        const reporter = new Agent({ name: 'Reporter', instructions: 'Use the tool.', model, tools: [getWeather] });

        await check(`${surface} run ${model}`, async () => {
            const result = await runner.run(agent, 'Explain RAID levels');
            assert.ok(result.finalOutput.includes('RAID'));
            assert.ok(result.state.usage.outputTokens > 0);
        });

        await check(`${surface} stream ${model}`, async () => {
            const result = await runner.run(agent, 'Explain RAID levels', { stream: true });
            let text = '';
            for await (const piece of result.toTextStream())
                text += piece;
            await result.completed;
            assert.equal(text, result.finalOutput);
            assert.ok(result.state.usage.outputTokens > 0);
        });

        for (const stream of [false, true]) {
            await check(`${surface} tools ${stream ? 'streamed' : 'whole'} ${model}`, async () => {
                const result = await runner.run(reporter, 'What is the weather in Bremen?', { stream });
                if (stream)
                    await result.completed;
                assert.ok(result.finalOutput.length > 0);
                assert.ok(result.newItems.some((item) => item.type === 'tool_call_output_item'));
            });
        }

        await check(`${surface} structured ${model}`, async () => {
            const outputType = z.object({ answer: z.string(), sure: z.boolean() });
            const result = await runner.run(new Agent({ name: 'Judge', model, outputType }), 'Is RAID a backup?');
            assert.equal(typeof result.finalOutput.sure, 'boolean');
        });

        await check(`${surface} history ${model}`, async () => {
            const first = await runner.run(reporter, 'What is the weather in Bremen?');
            const second = await runner.run(reporter, [...first.history, { role: 'user', content: 'And in Kiel?' }]);
            assert.ok(second.finalOutput.length > 0);
        });

        await check(`${surface} handoff ${model}`, async () => {
            const triage = Agent.create({ name: 'Triage', instructions: 'Hand over.', model, handoffs: [reporter] });
            assert.ok((await runner.run(triage, 'What is the weather in Bremen?', { maxTurns: 5 })).finalOutput.length > 0);
        });

        if (!useResponses)
            continue;
        await check(`${surface} previousResponseId ${model}`, async () => {
            const first = await runner.run(agent, 'Explain RAID levels');
            const second = await runner.run(agent, 'And backups?', { previousResponseId: first.lastResponseId });
            assert.ok(second.finalOutput.length > 0);
        });
    }

    await check(`${surface} unknown model`, async () => {
        await refused(() => runner.run(new Agent({ name: 'Nobody', model: 'sandbox/none' }), 'Hi'),
            (error) => assert.equal(error.status, 404, `${error}`));
    });
}

finish();

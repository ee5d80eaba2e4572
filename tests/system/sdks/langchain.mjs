// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

import { ChatAnthropic } from '@langchain/anthropic';
import { HumanMessage, SystemMessage, ToolMessage } from '@langchain/core/messages';
import { tool } from '@langchain/core/tools';
import { ChatGoogleGenerativeAI } from '@langchain/google-genai';
import { ChatGroq } from '@langchain/groq';
import { ChatMistralAI } from '@langchain/mistralai';
import { ChatOllama } from '@langchain/ollama';
import { AzureChatOpenAI, ChatOpenAI, OpenAI, OpenAIEmbeddings } from '@langchain/openai';
import { address, answerSchema, assert, check, finish, key, models, refused, weather } from './common.mjs';

const getWeather = tool(async ({ city }) => `21 degrees in ${city}`, {
    name: weather.name, description: weather.description, schema: weather.schema,
});
const makers = {
    'chat': (model) => new ChatOpenAI({ model, apiKey: key, maxRetries: 0, configuration: { baseURL: `${address}/v1` } }),
    'responses': (model) => new ChatOpenAI({
        model, apiKey: key, maxRetries: 0, useResponsesApi: true, configuration: { baseURL: `${address}/v1` },
    }),
    'azure': (model) => new AzureChatOpenAI({
        model, maxRetries: 0, azureOpenAIApiKey: key, azureOpenAIEndpoint: address, azureOpenAIApiDeploymentName: model,
        azureOpenAIApiVersion: '2024-10-21',
    }),
    'google': (model) => new ChatGoogleGenerativeAI({ model, apiKey: key, baseUrl: address, maxRetries: 0 }),
    'ollama': (model) => new ChatOllama({ model, baseUrl: address, headers: { authorization: `Bearer ${key}` }, maxRetries: 0 }),
    'groq': (model) => new ChatGroq({ model, apiKey: key, baseUrl: address, maxRetries: 0 }),
    'mistral': (model) => new ChatMistralAI({ model, apiKey: key, serverURL: address, maxRetries: 0 }),
    'messages': (model) => new ChatAnthropic({ model, apiKey: key, maxRetries: 0, anthropicApiUrl: address, maxTokens: 2000 }),
};
const methods = { messages: 'functionCalling', mistral: 'functionCalling', groq: 'functionCalling', google: 'jsonSchema', ollama: 'jsonSchema' };
const forced = { messages: { type: 'any' }, google: 'any', ollama: undefined };
const textOf = (message) => (typeof message.content === 'string'
    ? message.content : message.content.filter((part) => part.type === 'text').map((part) => part.text).join(''));

for (const [surface, make] of Object.entries(makers)) {
    for (const name of models) {
        const model = make(name);
        await check(`${surface} invoke ${name}`, async () => {
            const answer = await model.invoke([new SystemMessage('Be brief.'), new HumanMessage('Explain RAID levels')]);
            assert.ok(textOf(answer).includes('RAID'));
            assert.ok(answer.usage_metadata.output_tokens > 0);
        });

        await check(`${surface} stream ${name}`, async () => {
            let text = '';
            let usage;
            for await (const piece of await model.stream('Explain RAID levels')) {
                text += textOf(piece);
                usage = piece.usage_metadata ?? piece.response_metadata?.usage ?? usage; // Groq's has it in the second
            }
            assert.ok(text.includes('RAID'));
            assert.ok((usage.output_tokens ?? usage.completion_tokens) > 0);
        });

        await check(`${surface} tools ${name}`, async () => {
            const withTools = model.bindTools([getWeather], { tool_choice: surface in forced ? forced[surface] : 'required' });
            const messages = [new HumanMessage('What is the weather in Bremen?')];
            const first = await withTools.invoke(messages);
            const [call] = first.tool_calls;
            assert.equal(call.name, weather.name);
            assert.equal(typeof call.args.city, 'string');
            messages.push(first, new ToolMessage({ tool_call_id: call.id, content: await getWeather.invoke(call.args) }));
            const second = await model.bindTools([getWeather]).invoke(messages);
            assert.ok(textOf(second).length > 0);
        });

        await check(`${surface} streamed tools ${name}`, async () => {
            let all;
            for await (const piece of await model.bindTools([getWeather]).stream('What is the weather in Bremen?'))
                all = all ? all.concat(piece) : piece;
            assert.equal(all.tool_calls[0].name, weather.name);
            assert.equal(typeof all.tool_calls[0].args.city, 'string');
        });

        await check(`${surface} structured ${name}`, async () => {
            const method = methods[surface] ?? 'jsonSchema';
            const verdict = await model.withStructuredOutput({ title: 'verdict', ...answerSchema }, { name: 'verdict', method })
                .invoke('Is RAID a backup?');
            assert.equal(typeof verdict.answer, 'string');
            assert.equal(typeof verdict.sure, 'boolean');
        });
    }

    await check(`${surface} unknown model`, async () => {
        await refused(() => make('sandbox/none').invoke('Hi'), (error) => assert.equal(error.status ?? error.status_code ?? 404, 404, `${error}`));
    });
}

await check('batch', async () => {
    const answers = await makers.chat(models[0]).batch(['Explain RAID levels', 'Explain RAID levels']);
    assert.equal(answers.length, 2);
    for (const answer of answers)
        assert.ok(textOf(answer).includes('RAID'));
});

for (const name of models) {
    const several = new ChatOpenAI({ model: name, n: 2, apiKey: key, maxRetries: 0, configuration: { baseURL: `${address}/v1` } });
    await check(`several choices ${name}`, async () => {
        const { generations: [answers], llmOutput } = await several.generate([[new HumanMessage('Explain RAID levels')]]);
        assert.equal(answers.length, 2);
        for (const answer of answers)
            assert.ok(answer.text.includes('RAID'));
        assert.ok(llmOutput.tokenUsage.totalTokens > 0);
    });
    await check(`streamed choices ${name}`, async () => {
        const texts = ['', ''];
        for await (const piece of await several.stream('Explain RAID levels'))
            texts[piece.response_metadata.completion ?? 0] += textOf(piece);
        assert.ok(texts.join('').includes('RAID'));
    });
}

await check('completions', async () => {
    const model = new OpenAI({ model: models[0], apiKey: key, maxRetries: 0, configuration: { baseURL: `${address}/v1` } });
    assert.ok((await model.invoke('Explain RAID levels')).includes('RAID'));
});

await check('embeddings are refused clearly', async () => {
    const embeddings = new OpenAIEmbeddings({
        model: 'sandbox/none', apiKey: key, maxRetries: 0, configuration: { baseURL: `${address}/v1` },
    });
    await refused(() => embeddings.embedQuery('text'), (error) => assert.equal(error.status, 404, `${error}`));
});

finish();

// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Providers of the Vercel AI SDK that were made for one service, told that the gateway is it.
import { createAzure } from '@ai-sdk/azure';
import { createDeepSeek } from '@ai-sdk/deepseek';
import { createGoogleGenerativeAI } from '@ai-sdk/google';
import { createGroq } from '@ai-sdk/groq';
import { createMistral } from '@ai-sdk/mistral';
import { createXai } from '@ai-sdk/xai';
import { createOpenRouter } from '@openrouter/ai-sdk-provider';
import { createOllama } from 'ollama-ai-provider-v2';
import { address, finish, key } from './common.mjs';
import { suite } from './vercelsuite.mjs';

const access = { baseURL: `${address}/v1`, apiKey: key };
await suite('google', createGoogleGenerativeAI({ baseURL: `${address}/v1beta`, apiKey: key }));
await suite('mistral', createMistral(access));
await suite('openrouter', (name) => createOpenRouter(access).chat(name));
await suite('ollama', createOllama({ baseURL: `${address}/api`, headers: { authorization: `Bearer ${key}` } }));
await suite('groq', createGroq({ baseURL: `${address}/openai/v1`, apiKey: key }));
await suite('deepseek', createDeepSeek({ baseURL: address, apiKey: key }));
await suite('xai', createXai(access).responses);
await suite('xai chat', createXai(access).chat);
await suite('azure', createAzure({ baseURL: `${address}/openai`, apiKey: key, useDeploymentBasedUrls: true }).chat);

finish();

// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

import { createAnthropic } from '@ai-sdk/anthropic';
import { createOpenAI } from '@ai-sdk/openai';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { address, finish, key } from './common.mjs';
import { suite } from './vercelsuite.mjs';

const access = { baseURL: `${address}/v1`, apiKey: key };
const openai = createOpenAI(access);
await suite('compatible', createOpenAICompatible({ ...access, name: 'assay', supportsStructuredOutputs: true, includeUsage: true }));
await suite('responses', openai.responses);
await suite('chat', openai.chat);
await suite('messages', createAnthropic(access));

finish();

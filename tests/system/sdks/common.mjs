// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the scripts share: where the gateway is, and one line a check that the test reads.
import assert from 'node:assert/strict';

export { assert };
export const address = process.env.ASSAY_ADDRESS;
export const key = process.env.ASSAY_KEY;
export const models = (process.env.ASSAY_MODELS ?? '').split(',');

export const weather = {
    name: 'get_weather',
    description: 'Weather of a city',
    schema: {
        type: 'object',
        properties: { city: { type: 'string' } },
        required: ['city'],
        additionalProperties: false,
    },
};

export const answerSchema = {
    type: 'object',
    properties: { answer: { type: 'string' }, sure: { type: 'boolean' } },
    required: ['answer', 'sure'],
    additionalProperties: false,
};

let failures = 0;

/// Runs one check and prints `ok NAME` or `FAILED NAME` with the reason.
export async function check(name, work) {
    try {
        await work();
        console.log(`ok ${name}`);
    } catch (error) {
        failures += 1;
        console.log(`FAILED ${name}: ${error?.stack ?? error}`);
    }
}

/// Expects a failure that `judge` accepts.
export async function refused(work, judge) {
    let error;
    try {
        await work();
    } catch (caught) {
        error = caught;
    }
    assert.ok(error, 'it should have been refused');
    judge(error);
}

export function finish() {
    process.exit(failures === 0 ? 0 : 1);
}

// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/wire/httprequestreader.h"

namespace assay {

/// Clients of providers that copy OpenAI's format read it in a way of their own. Told by what they say of themselves.

/// Mistral's: a call in a stream is whole in one chunk, and a listed model has a type.
bool isMistralClient(const IncomingRequest& request);

/// Mistral's, and version 3 of Vercel's client for xAI, whose services stream each call whole in one chunk.
bool wantsWholeCalls(const IncomingRequest& request);

/// Groq's: usage of a stream stands in `x_groq`. Its service has its paths behind `/openai/v1`.
bool isGroqClient(const IncomingRequest& request);

} // namespace assay

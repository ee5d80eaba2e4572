// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/chat.h"
#include "core/domain/endpoint.h"
#include "core/support/result.h"

#include <QJsonObject>
#include <QStringList>

namespace assay {

/// Calls that Gemini sends without an id get one with this prefix, so that results find their call. It is our own
/// and never goes back to the provider.
inline constexpr QLatin1StringView kGeminiCallId{"gemini-call-"};

/// Generation of a Gemini model by its id; 0.0 if the id tells none (`gemini-flash-latest`, Gemma).
struct GeminiGeneration {
    int major = 0;
    int minor = 0;

    static GeminiGeneration of(const QString& model);
    bool known() const { return major > 0; }
    bool atLeast(int wantedMajor, int wantedMinor) const
    {
        return major > wantedMajor || (major == wantedMajor && minor >= wantedMinor);
    }
    /// Takes JSON Schema as it is (`responseJsonSchema`, `parametersJsonSchema`), and thinks.
    bool modern() const { return !known() || atLeast(2, 5); }
    /// `thinkingLevel` in place of `thinkingBudget`.
    bool takesLevel() const { return atLeast(3, 0); }
};

/// Body of `generateContent` and `streamGenerateContent`: the model is in the path, streaming too.
Result<QJsonObject> geminiBody(const ChatRequest& request, const QString& model, const Endpoint& endpoint);

/// What of the request the body leaves out or changes.
QStringList geminiWarnings(const ChatRequest& request, const QString& model, const Endpoint& endpoint);

} // namespace assay

// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/sandbox/playback.h"
#include "core/sandbox/simulation.h"
#include "core/support/result.h"
#include "core/wire/httprequestreader.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QString>

#include <cstdint>
#include <memory>
#include <optional>

namespace assay {

enum class UsageReporting : std::uint8_t { Reported, Omitted };

/// The server's side of one wire format, as a pure codec: what a provider of that format reads and writes.
class SandboxFormat
{
public:
    virtual ~SandboxFormat() = default;

    /// Id of the dialect that speaks with it: `openai-chat`.
    virtual QString id() const = 0;

    /// Reads a chat request. `pathModel` is the model named in the path, where the format has it there. An error
    /// carries the HTTP status and the provider's own words.
    virtual Result<SandboxCall> readCall(
        const IncomingRequest& request, const QJsonObject& body, const QString& pathModel) const
        = 0;

    virtual Error unknownModel(const QString& model) const = 0;

    /// The body of an answer with an error status.
    virtual QByteArray errorBody(const Error& error) const = 0;
    /// The same inside a stream that began well.
    virtual QByteArray errorEvent(const Error& error) const = 0;

    virtual QByteArray whole(const SandboxCall& call, const SandboxAnswer& answer, UsageReporting usage) const = 0;
    virtual QList<PlaybackFrame> stream(
        const SandboxCall& call, const SandboxAnswer& answer, UsageReporting usage) const
        = 0;
    virtual QByteArray streamContentType(const SandboxCall& call) const = 0;

    /// All models, as the format lists them.
    virtual QByteArray models() const = 0;
    /// Answer to a question for the prompt's token count; empty if the format has none.
    virtual QByteArray tokenCount(qint64 tokens) const
    {
        Q_UNUSED(tokens)
        return {};
    }
    /// Name of the header that carries the answer's id.
    virtual QByteArray idHeader() const { return "x-request-id"; }
    /// Prompt tokens can be reported as cached.
    virtual bool reportsCache() const { return true; }
};

std::unique_ptr<const SandboxFormat> makeOpenAiChatFormat();
std::unique_ptr<const SandboxFormat> makeOpenAiResponsesFormat();
std::unique_ptr<const SandboxFormat> makeAnthropicFormat();
std::unique_ptr<const SandboxFormat> makeGeminiFormat();
std::unique_ptr<const SandboxFormat> makeOllamaFormat();

// What several formats share.

/// Context of every sandbox model, in tokens.
inline constexpr qint64 kSandboxContextTokens = 200'000;
inline constexpr qint64 kSandboxMaxOutputTokens = 8'192;

QByteArray compactJson(const QJsonObject& object);
Error apiError(int status, const QString& detail, const QString& code = {});
/// `data: JSON`, with an `event:` line before it if `name` is not empty.
QByteArray sseEvent(const QJsonObject& data, const QByteArray& name = {});
/// A model name without `sandbox/`, `models/` or Ollama's `:latest`.
QString bareModelName(QString name);
std::optional<qint64> wholeNumber(const QJsonValue& value);
QStringList textOrList(const QJsonValue& value);
/// The bytes of a `data:` address or of plain base64.
QByteArray decodedData(const QString& text);
/// `tools` as OpenAI and Ollama write them.
QList<ToolSpec> readFunctionTools(const QJsonArray& tools);
/// Tool arguments in pieces of a few tokens, for formats that stream them.
QStringList argumentPieces(const ToolCall& call);

/// Anthropic's and OpenAI's fixed date of models, 2026-01-01.
inline constexpr qint64 kSandboxModelDate = 1'767'225'600;

} // namespace assay

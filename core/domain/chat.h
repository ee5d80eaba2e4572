// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QString>

#include <cstdint>
#include <optional>
#include <variant>

namespace assay {

enum class Role : std::uint8_t { System, User, Assistant, Tool };

struct TextPart {
    QString text;
    friend bool operator==(const TextPart&, const TextPart&) = default;
};

/// An image given to the model: bytes, or the address of one that the provider fetches itself.
struct ImagePart {
    QByteArray data;
    QString mediaType; ///< for example `image/png`
    QString url; ///< used when `data` is empty
    friend bool operator==(const ImagePart&, const ImagePart&) = default;
};

/// A document given to the model, in practice `application/pdf`.
struct DocumentPart {
    QByteArray data;
    QString mediaType;
    QString fileName;
    friend bool operator==(const DocumentPart&, const DocumentPart&) = default;
};

/// A call the model made earlier in the conversation.
struct ToolCallPart {
    QString id;
    QString name;
    QString arguments; ///< JSON text exactly as the model wrote it
    QString signature; ///< opaque proof some providers want back (Gemini thoughtSignature)
    friend bool operator==(const ToolCallPart&, const ToolCallPart&) = default;
};

struct ToolResultPart {
    QString callId;
    QString name;
    QString text;
    bool isError = false;
    friend bool operator==(const ToolResultPart&, const ToolResultPart&) = default;
};

/// Reasoning the model wrote earlier; `signature` must go back unchanged where the provider demands it.
struct ReasoningPart {
    QString text;
    QString signature;
    QString redacted; ///< encrypted reasoning, passed back as it came
    friend bool operator==(const ReasoningPart&, const ReasoningPart&) = default;
};

using ContentPart = std::variant<TextPart, ImagePart, DocumentPart, ToolCallPart, ToolResultPart, ReasoningPart>;

struct ChatMessage {
    Role role = Role::User;
    QList<ContentPart> parts;
    bool cacheMark = false; ///< ask the provider to cache the prompt up to and including this message
    friend bool operator==(const ChatMessage&, const ChatMessage&) = default;

    static ChatMessage text(Role role, const QString& text)
    {
        return {.role = role, .parts = {TextPart{text}}, .cacheMark = false};
    }
};

/// Sampling parameters; absent means "the provider's default", and nothing is sent.
struct Sampling {
    std::optional<double> temperature;
    std::optional<double> topP;
    std::optional<qint64> topK;
    std::optional<double> presencePenalty;
    std::optional<double> frequencyPenalty;
    std::optional<qint64> seed;
    std::optional<qint64> maxOutputTokens;
    QStringList stop;
    friend bool operator==(const Sampling&, const Sampling&) = default;
};

/// How much the model should think before it answers.
struct ReasoningOptions {
    QString effort; ///< the provider's word (`minimal`, `low`, `medium`, `high`, …); empty: default
    std::optional<qint64> budgetTokens;
    friend bool operator==(const ReasoningOptions&, const ReasoningOptions&) = default;
};

struct ToolSpec {
    QString name;
    QString description;
    QJsonObject parameters; ///< JSON Schema
    bool strict = false;
    friend bool operator==(const ToolSpec&, const ToolSpec&) = default;
};

struct ToolChoice {
    enum class Mode : std::uint8_t { Auto, None, Required, Named };
    Mode mode = Mode::Auto;
    QString name; ///< with Named
    std::optional<bool> parallel;
    friend bool operator==(const ToolChoice&, const ToolChoice&) = default;
};

struct OutputFormat {
    enum class Kind : std::uint8_t { JsonObject, JsonSchema };
    Kind kind = Kind::JsonSchema;
    QString name;
    QJsonObject schema;
    bool strict = true;
    friend bool operator==(const OutputFormat&, const OutputFormat&) = default;
};

/// A request as a client wrote it in the format of one dialect.
struct NativeBody {
    QString dialect; ///< id; empty: there is none
    QByteArray body;
    QByteArray betas; ///< Anthropic's `anthropic-beta` header, which some fields need
    friend bool operator==(const NativeBody&, const NativeBody&) = default;
};

/// One request to a model, in terms no provider owns. Dialects turn it into their wire format.
struct ChatRequest {
    QList<ChatMessage> messages; ///< system messages first
    Sampling sampling;
    ReasoningOptions reasoning;
    QList<ToolSpec> tools;
    std::optional<ToolChoice> toolChoice;
    std::optional<OutputFormat> format;
    QJsonObject passthrough; ///< provider fields merged into the body last
    bool stream = true;
    /// A dialect of this id sends it as it is, but for the model and the fields that are the gateway's own, so that
    /// nothing gets lost. Says the same as the fields above.
    NativeBody native;
    friend bool operator==(const ChatRequest&, const ChatRequest&) = default;
};

} // namespace assay

// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/chat.h"
#include "core/domain/cost.h"
#include "core/domain/run.h"
#include "core/domain/streamevent.h"
#include "core/support/result.h"
#include "core/wire/clienterror.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <memory>

namespace assay {

/// How many answers one request may ask for (`n`, `candidateCount`).
inline constexpr int kMostChoices = 16;

/// A chat request as a client of the gateway sent it.
struct ClientRequest {
    QStringList models; ///< the one asked for, then those to try when it cannot be had
    ChatRequest chat; ///< `passthrough` holds the fields we do not know: only a server of the same format gets them
    QJsonObject provider; ///< routing wishes in OpenRouter's words
    QString sessionId;
    QString user;
    int choices = 1; ///< how many answers are wanted; above 1 only in formats with a merger
    bool hidesReasoning = false; ///< `reasoning.exclude`
    bool isKept = false; ///< Responses, Messages: a later request may refer to the answer
    bool wantsUsageApart = false; ///< chat completions: a stream tells its usage in a chunk without choices
    bool speaksOldFunctions = false; ///< chat completions: `functions` instead of tools
    bool wantsWholeCalls = false; ///< chat completions: a stream tells each call in one chunk
    bool wantsGroqUsage = false; ///< chat completions: a stream tells its usage in `x_groq`, too
    QStringList ignored; ///< fields that no server gets, for the warning header
    QStringList untranslated; ///< what only a server of the same format gets, beside `chat.passthrough`
};

/// What an answer carries besides its content.
struct AnswerIdentity {
    QString id; ///< the gateway's id of this generation
    QString model; ///< as the client asked for it
    QString provider; ///< endpoint that serves it
    qint64 created = 0; ///< Unix time, seconds
};

/// A finished answer: its content in order, and what is known about it.
struct AnswerBlock {
    enum class Kind : std::uint8_t { Reasoning, Text, Refusal, ToolCall };
    Kind kind = Kind::Text;
    QString text; ///< of a tool call: its arguments
    QString signature; ///< of reasoning and of tool calls
    QString callId;
    QString callName;
    int callIndex = 0;
    friend bool operator==(const AnswerBlock&, const AnswerBlock&) = default;
};

/// Puts the events of an answer together, neighbouring deltas of one kind into one block.
class AnswerCollector
{
public:
    void add(const StreamEvent& event);
    const QList<AnswerBlock>& blocks() const { return m_blocks; }

private:
    AnswerBlock& blockOf(AnswerBlock::Kind kind);

    QList<AnswerBlock> m_blocks;
};

/// What is known when an answer has ended.
struct AnswerEnd {
    FinishReason reason = FinishReason::Stop;
    QString nativeReason;
    Usage usage;
    Cost cost;
    Timing timing; ///< of the whole call
    QByteArray metadata; ///< `openrouter_metadata` as a JSON object; empty: not asked for
};

/// One answer in a client's format, in pieces as they come or whole. A stream is begin(), any number of event(), then
/// end() or failed().
class AnswerWriter
{
public:
    virtual ~AnswerWriter() = default;
    virtual QByteArray begin() = 0;
    /// The bytes to send for it; empty if there is nothing to tell.
    virtual QByteArray event(const StreamEvent& event) = 0;
    virtual QByteArray end(const AnswerEnd& end) = 0;
    /// The stream cannot go on.
    virtual QByteArray failed(const ClientError& error) = 0;
    /// The answer as one document.
    virtual QByteArray whole(const QList<AnswerBlock>& blocks, const AnswerEnd& end) = 0;
    /// After end(): the same answer as one document, where the format's streams hold it; else empty.
    virtual QByteArray document() const { return {}; }
};

class AnswerRelay;
class ChoiceMerger;

/// A wire format that clients speak to the gateway, as a pure codec.
class ClientFormat
{
public:
    virtual ~ClientFormat() = default;
    /// Id of the dialect that speaks the same format to providers.
    virtual QString dialect() const = 0;
    /// What the format is called in the ledger and in lists.
    virtual QString name() const { return dialect(); }
    /// Fails with InvalidRequest, naming the field.
    virtual Result<ClientRequest> read(QByteArrayView body) const = 0;
    virtual std::unique_ptr<AnswerWriter> writer(AnswerIdentity identity, const ClientRequest& request) const = 0;
    /// For an answer that a server of this very format gives; null where it must be written anew.
    virtual std::unique_ptr<AnswerRelay> relay(const AnswerIdentity& identity, const ClientRequest& request) const;
    /// For several answers to one request; null: the format knows no such requests.
    virtual std::unique_ptr<ChoiceMerger> merger(AnswerIdentity identity, const ClientRequest& request) const;
    /// Its clients want counts of tokens in every answer, so that one nobody knows is told as 0.
    virtual bool needsCounts() const { return false; }
    /// Calls of tools carry their arguments as an object, not as text: what is no object cannot be told.
    virtual bool carriesCallsAsObjects() const { return false; }
    virtual QByteArray errorBody(const ClientError& error) const = 0;
    virtual QByteArray streamType() const { return "text/event-stream"; }
    /// The answer to a request that asks nothing, as Ollama's clients send to have a model loaded; empty: the format
    /// has none, and its reader refuses such requests.
    virtual QByteArray nothingAsked(const QString& /*model*/) const { return {}; }
    /// Sent while nothing else is, so that no proxy or client gives up; empty: the format has nothing harmless.
    virtual QByteArray keepAlive() const { return ": ASSAY PROCESSING\n\n"; }
};

/// Can the arguments of a block's call be told as an object? Empty ones can: the tool takes none.
bool isObjectCall(const AnswerBlock& block);
/// The object of such a call, as JSON.
QByteArray callObject(const AnswerBlock& block);

std::unique_ptr<const ClientFormat> makeOpenAiChatClientFormat();
std::unique_ptr<const ClientFormat> makeOpenAiCompletionClientFormat();
std::unique_ptr<const ClientFormat> makeOpenAiResponsesClientFormat();
std::unique_ptr<const ClientFormat> makeAnthropicMessagesClientFormat();
std::unique_ptr<const ClientFormat> makeOllamaChatClientFormat();
std::unique_ptr<const ClientFormat> makeOllamaGenerateClientFormat();

} // namespace assay

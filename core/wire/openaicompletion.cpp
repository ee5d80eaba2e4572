// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/choicemerger.h"
#include "core/wire/openaichat.h"

using namespace Qt::StringLiterals;

namespace assay {

namespace {

/// Text completions: only the visible text of an answer has a place in it.
class CompletionWriter final : public AnswerWriter
{
public:
    explicit CompletionWriter(AnswerIdentity identity)
        : m_identity(std::move(identity))
    {
    }

    QByteArray begin() override { return {}; }

    QByteArray event(const StreamEvent& event) override
    {
        const auto* delta = std::get_if<TextDelta>(&event);
        if (!delta || delta->text.isEmpty())
            return {};
        auto out = open("data: ");
        choice(out, delta->text, {});
        out.endObject();
        return out.take() + "\n\n";
    }

    QByteArray end(const AnswerEnd& end) override
    {
        auto last = open("data: ");
        choice(last, {}, end.reason);
        last.endObject();
        auto usage = open("data: ");
        usage.key("choices"_L1).array().endArray().key("usage"_L1);
        writeOpenAiUsage(usage, end.usage, end.cost);
        usage.endObject();
        return last.take() + "\n\n" + usage.take() + "\n\ndata: [DONE]\n\n";
    }

    QByteArray failed(const ClientError& error) override
    {
        auto out = open("data: ");
        choice(out, {}, FinishReason::Error);
        out.key("error"_L1);
        writeOpenAiError(out, error);
        out.endObject();
        return out.take() + "\n\ndata: [DONE]\n\n";
    }

    QByteArray whole(const QList<AnswerBlock>& blocks, const AnswerEnd& end) override
    {
        QString text;
        for (const auto& block : blocks) {
            if (block.kind == AnswerBlock::Kind::Text)
                text += block.text;
        }
        auto out = open({});
        choice(out, text, end.reason);
        out.key("usage"_L1);
        writeOpenAiUsage(out, end.usage, end.cost);
        if (!end.metadata.isEmpty())
            out.rawMember("openrouter_metadata"_L1, end.metadata);
        out.endObject();
        return out.take();
    }

private:
    JsonWriter open(const QByteArray& start) const
    {
        JsonWriter out(start);
        out.object().member("id"_L1, m_identity.id).member("object"_L1, "text_completion"_L1);
        out.member("created"_L1, m_identity.created).member("model"_L1, m_identity.model);
        out.member("provider"_L1, m_identity.provider);
        return out;
    }

    static void choice(JsonWriter& out, const QString& text, std::optional<FinishReason> reason)
    {
        out.key("choices"_L1).array().object().member("index"_L1, 0).member("text"_L1, text);
        out.key("logprobs"_L1).null().key("finish_reason"_L1);
        if (reason)
            out.value(*reason == FinishReason::Other ? "stop"_L1 : finishReasonName(*reason));
        else
            out.null();
        out.endObject().endArray();
    }

    AnswerIdentity m_identity;
};

class OpenAiCompletionFormat final : public ClientFormat
{
public:
    QString dialect() const override { return {}; } // no dialect speaks it: chat took its place
    QString name() const override { return u"openai-completion"_s; }
    Result<ClientRequest> read(QByteArrayView body) const override { return readOpenAiCompletion(body); }
    std::unique_ptr<AnswerWriter> writer(AnswerIdentity identity, const ClientRequest& request) const override
    {
        Q_UNUSED(request)
        return std::make_unique<CompletionWriter>(std::move(identity));
    }
    std::unique_ptr<ChoiceMerger> merger(AnswerIdentity identity, const ClientRequest& request) const override
    {
        Q_UNUSED(request)
        return makeOpenAiCompletionMerger(std::move(identity));
    }
    QByteArray errorBody(const ClientError& error) const override { return openAiErrorBody(error); }
};

} // namespace

std::unique_ptr<const ClientFormat> makeOpenAiCompletionClientFormat()
{
    return std::make_unique<OpenAiCompletionFormat>();
}

} // namespace assay

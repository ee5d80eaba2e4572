// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/answerrelay.h"

#include "core/support/bytes.h"
#include "core/wire/jsonpatch.h"
#include "core/wire/jsonwriter.h"
#include "core/wire/openaichat.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

/// What writeOpenAiCost() writes.
constexpr std::array<QByteArrayView, 4> kCostMembers{"cost", "is_byok", "cost_state", "cost_details"};

bool isNull(QByteArrayView value)
{
    return value.isEmpty() || value == "null";
}

/// Is the event an error of the provider? Formats name it by the event's type, its `type` or a member of its own.
bool isError(const SseEvent& event)
{
    if (event.type == "error" || event.type == "response.failed")
        return true;
    if (!event.data.contains("\"error\""))
        return false;
    const auto members = jsonMembers(event.data);
    if (!members)
        return false;
    const auto* error = memberOf(*members, "error");
    const auto* type = memberOf(*members, "type");
    return (error && !isNull(error->value)) || (type && type->value == "\"error\"");
}

class PlainRelay final : public AnswerRelay
{
protected:
    void pass(const SseEvent& event, QByteArray& out) override { append(out, event.type, event.data); }
};

class ResponsesRelay final : public AnswerRelay
{
public:
    QByteArray document() const override { return m_document; }

protected:
    void pass(const SseEvent& event, QByteArray& out) override
    {
        append(out, event.type, event.data);
        if (event.type != "response.completed" && event.type != "response.incomplete")
            return;
        const auto members = jsonMembers(event.data);
        if (const auto* response = members ? memberOf(*members, "response") : nullptr)
            m_document = response->value.toByteArray();
    }

private:
    QByteArray m_document;
};

class OpenAiChatRelay final : public AnswerRelay
{
public:
    OpenAiChatRelay(AnswerIdentity identity, bool wantsUsageApart, bool wantsGroqUsage)
        : m_identity(std::move(identity))
        , m_wantsUsageApart(wantsUsageApart)
        , m_wantsGroqUsage(wantsGroqUsage)
    {
        JsonWriter head(160);
        head.object().member("id"_L1, m_identity.id).member("model"_L1, m_identity.model);
        head.member("provider"_L1, m_identity.provider);
        m_head = head.take();
    }

    QByteArray end(const AnswerEnd& end) override
    {
        QByteArray out;
        if (const QByteArray usage = usageOf(end); !usage.isEmpty()) {
            JsonWriter last("data: " + m_head);
            last.raw({}).member("object"_L1, "chat.completion.chunk"_L1).member("created"_L1, m_identity.created);
            writeUsageChoices(last, m_wantsUsageApart);
            last.rawMember("usage"_L1, usage);
            if (m_wantsGroqUsage)
                writeGroqUsage(last, m_identity.id, usage);
            if (!end.metadata.isEmpty())
                last.rawMember("openrouter_metadata"_L1, end.metadata);
            last.endObject();
            out = last.take() + "\n\n";
        }
        return out + "data: [DONE]\n\n";
    }

    QByteArray whole(QByteArrayView body, const AnswerEnd& end) override
    {
        const auto members = jsonMembers(body);
        if (!members)
            return body.toByteArray();
        if (const auto* usage = memberOf(*members, "usage"))
            m_usage = usage->value.toByteArray();
        QByteArray out = rewritten(*members, "message", true);
        out.chop(1);
        const QByteArray usage = usageOf(end);
        if (!usage.isEmpty())
            out.append(",\"usage\":").append(usage);
        if (!end.metadata.isEmpty())
            out.append(",\"openrouter_metadata\":").append(end.metadata);
        return out.append('}');
    }

protected:
    void pass(const SseEvent& event, QByteArray& out) override
    {
        if (event.data == "[DONE]")
            return;
        const auto members = jsonMembers(event.data);
        if (!members) {
            append(out, event.type, event.data);
            return;
        }
        const auto* usage = memberOf(*members, "usage");
        if (usage && !isNull(usage->value)) {
            m_usage = usage->value.toByteArray();
            const auto* choices = memberOf(*members, "choices");
            if (!choices || choices->value == "[]")
                return; // end() tells it, with the cost
        }
        append(out, event.type, rewritten(*members, "delta", false));
    }

private:
    /// With our identity in front; `usage` of a whole answer is left to the caller.
    QByteArray rewritten(const QList<JsonMember>& members, QByteArrayView message, bool dropsUsage) const
    {
        QByteArray out;
        qsizetype room = m_head.size() + 256;
        for (const auto& member : members)
            room += member.name.size() + member.value.size() + 4;
        out.reserve(room);
        out.append(m_head);
        for (const auto& member : members) {
            if (member.name == "id" || member.name == "model" || member.name == "provider"
                || (member.name == "usage" && (dropsUsage || isNull(member.value))))
                continue; // OpenRouter's clients take a usage of null for an error
            extend(extend(extend(out, ",\""), member.name), "\":");
            if (member.name == "choices" && member.value.contains("\"reasoning_content\""))
                out.append(withReasoning(member.value, message));
            else
                extend(out, member.value);
        }
        return out.append('}');
    }

    static QByteArray withReasoning(QByteArrayView choices, QByteArrayView message)
    {
        const auto elements = jsonElements(choices);
        if (!elements)
            return choices.toByteArray();
        QByteArrayList out;
        for (const auto& choice : *elements) {
            const auto members = jsonMembers(choice);
            const auto* inner = members ? memberOf(*members, message) : nullptr;
            const auto fields = inner ? jsonMembers(inner->value) : std::nullopt;
            const auto* thought = fields ? memberOf(*fields, "reasoning_content") : nullptr;
            if (!thought || memberOf(*fields, "reasoning")) {
                out.append(choice.toByteArray());
                continue;
            }
            const QByteArray both
                = patchedObject(*fields, {{.name = "reasoning", .value = thought->value.toByteArray()}});
            out.append(patchedObject(*members, {{.name = message, .value = both}}));
        }
        return '[' + out.join(',') + ']';
    }

    /// The provider's own object and the cost; ours where it sent none; nothing where nothing is known.
    QByteArray usageOf(const AnswerEnd& end) const
    {
        const auto members = jsonMembers(m_usage);
        if (!members) {
            if (!end.usage.promptTokens() && !end.usage.completionTokens())
                return {};
            JsonWriter out(400);
            writeOpenAiUsage(out, end.usage, end.cost);
            return out.take();
        }
        JsonWriter out(m_usage.size() + 256);
        out.object();
        for (const auto& member : *members) {
            const bool isOurs = std::ranges::contains(kCostMembers, member.name);
            if (!isOurs)
                out.rawMember(QLatin1StringView(member.name), member.value);
        }
        writeOpenAiCost(out, end.cost);
        out.endObject();
        return out.take();
    }

    AnswerIdentity m_identity;
    bool m_wantsUsageApart;
    bool m_wantsGroqUsage;
    QByteArray m_head; ///< an object that is still open
    QByteArray m_usage; ///< the provider's newest
};

} // namespace

std::unique_ptr<AnswerRelay> ClientFormat::relay(const AnswerIdentity&, const ClientRequest&) const
{
    return nullptr;
}

QByteArray AnswerRelay::feed(QByteArrayView bytes)
{
    QByteArray out;
    out.reserve(bytes.size() + 256);
    m_framer.feed(bytes, [&](const SseEvent& event) {
        m_failed = m_failed || isError(event);
        if (!m_failed)
            pass(event, out);
    });
    return out;
}

void AnswerRelay::append(QByteArray& out, QByteArrayView type, QByteArrayView data)
{
    if (!type.isEmpty())
        out.append("event: ").append(type).append('\n');
    // A line end inside the data is a new field of the same event.
    for (qsizetype from = 0; from <= data.size();) {
        const auto lineEnd = data.indexOf('\n', from);
        const auto to = lineEnd < 0 ? data.size() : lineEnd;
        out.append("data: ").append(data.sliced(from, to - from)).append('\n');
        from = to + 1;
    }
    out.append('\n');
}

std::unique_ptr<AnswerRelay> makeOpenAiChatRelay(AnswerIdentity identity, bool wantsUsageApart, bool wantsGroqUsage)
{
    return std::make_unique<OpenAiChatRelay>(std::move(identity), wantsUsageApart, wantsGroqUsage);
}

std::unique_ptr<AnswerRelay> makeResponsesRelay()
{
    return std::make_unique<ResponsesRelay>();
}

std::unique_ptr<AnswerRelay> makePlainRelay()
{
    return std::make_unique<PlainRelay>();
}

} // namespace assay

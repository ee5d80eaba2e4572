// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/answerrelay.h"

#include "core/support/bytes.h"
#include "core/wire/chunkmould.h"
#include "core/wire/jsonpatch.h"
#include "core/wire/jsonscanner.h"
#include "core/wire/jsonvalue.h"
#include "core/wire/jsonwriter.h"
#include "core/wire/openaichat.h"

#include <algorithm>
#include <array>
#include <functional>
#include <span>
#include <string_view>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

/// What writeOpenAiCost() writes.
constexpr std::array<QByteArrayView, 4> kCostMembers{"cost", "is_byok", "cost_state", "cost_details"};

/// Looks for a word by its end, and so at few places of a long text: every event of every stream is asked.
using Searcher = std::boyer_moore_horspool_searcher<std::string_view::const_iterator>;

bool holds(QByteArrayView text, const Searcher& word)
{
    return std::search(text.begin(), text.end(), word) != text.end();
}

bool isNull(QByteArrayView value)
{
    return value.isEmpty() || value == "null";
}

/// Is the event an error of the provider? Formats name it by the event's type, its `type` or a member of its own.
bool isErrorType(QByteArrayView type)
{
    return type == "error" || type == "response.failed";
}

bool isError(std::span<const JsonMember> members)
{
    const auto* error = memberOf(members, "error");
    const auto* type = memberOf(members, "type");
    return (error && !isNull(error->value)) || (type && type->value == "\"error\"");
}

bool isError(const SseEvent& event)
{
    static constexpr std::string_view kWord = "\"error\"";
    static const Searcher word(kWord.begin(), kWord.end());
    if (isErrorType(event.type))
        return true;
    if (!holds(event.data, word))
        return false;
    const auto members = jsonMembers(event.data);
    return members && isError(*members);
}

/// As decoders see it.
bool isBroken(QByteArrayView data)
{
    const QByteArrayView json = data.trimmed();
    JsonParser parser;
    return !json.isEmpty() && json != "[DONE]" && !parser.parse(json).exists();
}

class PlainRelay final : public AnswerRelay
{
protected:
    Passed pass(const SseEvent& event, QByteArray& out) override
    {
        if (isError(event))
            return Passed::Failure;
        append(out, event.type, event.data);
        return Passed::Event;
    }
};

class ResponsesRelay final : public AnswerRelay
{
public:
    QByteArray document() const override { return m_document; }

protected:
    Passed pass(const SseEvent& event, QByteArray& out) override
    {
        if (isError(event))
            return Passed::Failure;
        append(out, event.type, event.data);
        if (event.type != "response.completed" && event.type != "response.incomplete")
            return Passed::Event;
        const auto members = jsonMembers(event.data);
        if (const auto* response = members ? memberOf(*members, "response") : nullptr)
            m_document = response->value.toByteArray();
        return Passed::Event;
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
        if (knowsUsage(m_usage, end)) {
            JsonWriter last("data: " + m_head);
            last.raw({}).member("object"_L1, "chat.completion.chunk"_L1).member("created"_L1, m_identity.created);
            writeUsageChoices(last, m_wantsUsageApart);
            writeUsage(last, m_usage, end);
            if (m_wantsGroqUsage)
                writeGroqUsage(last, m_identity.id, usageOf(end));
            out = last.endObject().take() + "\n\n";
        }
        return out + "data: [DONE]\n\n";
    }

    QByteArray whole(QByteArrayView body, const AnswerEnd& end) override
    {
        const auto members = jsonMembers(body);
        if (!members)
            return body.toByteArray();
        QByteArray start;
        start.reserve(body.size() + m_head.size() + kRoomForUsage + end.metadata.size());
        rewrite(start, *members, "message", UsageOf::Gateway);
        JsonWriter out(std::move(start));
        const auto* usage = memberOf(*members, "usage");
        writeUsage(out.raw({}), usage ? usage->value : QByteArrayView(), end);
        return out.endObject().take();
    }

protected:
    Passed pass(const SseEvent& event, QByteArray& out) override
    {
        if (isErrorType(event.type))
            return Passed::Failure;
        if (event.data == "[DONE]" || passAsBefore(event, out))
            return Passed::Event;
        const auto members = jsonMembers(event.data);
        if (!members) {
            append(out, event.type, event.data);
            return Passed::Event;
        }
        if (isError(*members))
            return Passed::Failure;
        const auto* usage = memberOf(*members, "usage");
        if (usage && !isNull(usage->value)) {
            m_usage = usage->value.toByteArray();
            const auto* choices = memberOf(*members, "choices");
            if (!choices || choices->value == "[]")
                return Passed::Event; // end() tells it, with the cost
        }
        if (!event.type.isEmpty() || event.data.contains('\n')) {
            QByteArray lines;
            rewrite(lines, *members, "delta", UsageOf::Provider);
            append(out, event.type, extend(lines, '}'));
            return Passed::Event;
        }
        const auto begin = out.size();
        const auto choicesAt = rewrite(extend(out, "data: "), *members, "delta", UsageOf::Provider);
        extend(out, "}\n\n");
        if (choicesAt && (!usage || isNull(usage->value)))
            remember(event.data, memberOf(*members, "choices")->value, QByteArrayView(out).sliced(begin),
                *choicesAt - begin);
        return Passed::Event;
    }

private:
    static constexpr qsizetype kRoomForUsage = 640;
    enum class UsageOf : std::uint8_t { Provider, Gateway };

    bool passAsBefore(const SseEvent& event, QByteArray& out) const
    {
        if (!event.type.isEmpty())
            return false;
        const auto text = m_mould.textOf({event.data.data(), static_cast<std::size_t>(event.data.size())});
        if (text)
            extend(extend(extend(out, m_before), *text), m_behind);
        return text.has_value();
    }

    /// What became of a chunk with a piece of text, for those that differ from it in nothing else. Its choices stand in
    /// what was written as they came.
    void remember(QByteArrayView data, QByteArrayView choices, QByteArrayView written, qsizetype choicesAt)
    {
        const auto text = jsonAt(choices, "/0/delta/content");
        if (text.size() <= 2 || !text.startsWith('"'))
            return;
        const auto bytes = text.sliced(1).chopped(1);
        const auto begin = choicesAt + (bytes.begin() - choices.begin());
        m_mould.remember({data.data(), static_cast<std::size_t>(data.size())},
            {bytes.data(), static_cast<std::size_t>(bytes.size())});
        m_before = written.first(begin).toByteArray();
        m_behind = written.sliced(begin + bytes.size()).toByteArray();
    }

    /// With our identity in front, as an object that is still open. The gateway's usage is left to the caller. Where
    /// the choices stand in `out`, if they do so once and as they came.
    std::optional<qsizetype> rewrite(
        QByteArray& out, std::span<const JsonMember> members, QByteArrayView message, UsageOf usageOf) const
    {
        static constexpr std::string_view kThought = "\"reasoning_content\"";
        static const Searcher thought(kThought.begin(), kThought.end());
        std::optional<qsizetype> choicesAt;
        int choices = 0;
        extend(out, m_head);
        for (const auto& member : members) {
            if (member.name == "id" || member.name == "model" || member.name == "provider"
                || (member.name == "usage" && (usageOf == UsageOf::Gateway || isNull(member.value))))
                continue; // OpenRouter's clients take a usage of null for an error
            extend(extend(extend(out, ",\""), member.name), "\":");
            const bool isChoices = member.name == "choices";
            choices += isChoices ? 1 : 0;
            if (isChoices && holds(member.value, thought)) {
                out.append(withReasoning(member.value, message));
                continue;
            }
            if (isChoices)
                choicesAt = out.size();
            extend(out, member.value);
        }
        return choices == 1 ? choicesAt : std::nullopt;
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

    static bool knowsUsage(QByteArrayView own, const AnswerEnd& end)
    {
        return own.startsWith('{') || end.usage.promptTokens() || end.usage.completionTokens();
    }

    /// The provider's own object and the cost; ours where it sent none; nothing where nothing is known. And metadata.
    static void writeUsage(JsonWriter& out, QByteArrayView own, const AnswerEnd& end)
    {
        if (own.startsWith('{')) {
            out.key("usage"_L1).object();
            JsonScanner(own).eachMember([&](QByteArrayView name, QByteArrayView value) {
                if (!std::ranges::contains(kCostMembers, name))
                    out.rawMember(QLatin1StringView(name), value);
                return true;
            });
            writeOpenAiCost(out, end.cost);
            out.endObject();
        } else if (knowsUsage(own, end)) {
            writeOpenAiUsage(out.key("usage"_L1), end.usage, end.cost);
        }
        if (!end.metadata.isEmpty())
            out.rawMember("openrouter_metadata"_L1, end.metadata);
    }

    QByteArray usageOf(const AnswerEnd& end) const
    {
        JsonWriter out;
        writeUsage(out.object(), m_usage, end);
        const QByteArray written = out.endObject().take();
        return jsonAt(written, "/usage").toByteArray();
    }

    AnswerIdentity m_identity;
    bool m_wantsUsageApart;
    bool m_wantsGroqUsage;
    QByteArray m_head; ///< an object that is still open
    QByteArray m_usage; ///< the provider's newest
    ChunkMould m_mould;
    QByteArray m_before; ///< what is written for a chunk as the remembered one, around its text
    QByteArray m_behind;
};

} // namespace

std::unique_ptr<AnswerRelay> ClientFormat::relay(const AnswerIdentity&, const ClientRequest&) const
{
    return nullptr;
}

QByteArray AnswerRelay::feed(QByteArrayView bytes)
{
    QByteArray out;
    out.reserve(bytes.size() + bytes.size() / 2 + 256); // every event gets longer by the gateway's identity
    m_framer.feed(bytes, [&](const SseEvent& event) {
        if (!m_failed)
            m_failed = (m_isChecking && isBroken(event.data)) || pass(event, out) == Passed::Failure;
    });
    return out;
}

void AnswerRelay::append(QByteArray& out, QByteArrayView type, QByteArrayView data)
{
    if (!type.isEmpty())
        extend(extend(extend(out, "event: "), type), '\n');
    // A line end inside the data is a new field of the same event.
    for (qsizetype from = 0; from <= data.size();) {
        const auto lineEnd = data.indexOf('\n', from);
        const auto to = lineEnd < 0 ? data.size() : lineEnd;
        extend(extend(extend(out, "data: "), data.sliced(from, to - from)), '\n');
        from = to + 1;
    }
    extend(out, '\n');
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

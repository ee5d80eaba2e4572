// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/choicemerger.h"

#include "core/wire/jsonpatch.h"
#include "core/wire/jsonwriter.h"
#include "core/wire/openaichat.h"
#include "core/wire/ssedecoder.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

bool isNull(const JsonMember* member)
{
    return !member || member->value.isEmpty() || member->value == "null";
}

/// A sum of which one side is not known would be too small.
bool isKnown(const Usage& usage)
{
    return usage.promptTokens() && usage.completionTokens();
}

/// The elements of an array, all with this index.
QByteArray indexed(QByteArrayView choices, int index)
{
    const auto elements = jsonElements(choices);
    if (!elements)
        return choices.toByteArray();
    QByteArrayList out;
    for (const auto& element : *elements) {
        const auto members = jsonMembers(element);
        out.append(members ? patchedObject(*members, {{.name = "index", .value = QByteArray::number(index)}})
                           : element.toByteArray());
    }
    return '[' + out.join(',') + ']';
}

/// The arrays of this name of several documents as one.
QByteArray joined(const QByteArrayList& documents, QByteArrayView name)
{
    QByteArrayList out;
    for (int i = 0; i < documents.size(); ++i) {
        const QByteArray own = indexed(jsonAt(documents[i], QByteArray("/").append(name)), i);
        if (own.size() > 2)
            out.append(own.sliced(1).chopped(1));
    }
    return '[' + out.join(',') + ']';
}

/// OpenAI's chat completions and completions.
class OpenAiMerger : public ChoiceMerger
{
public:
    explicit OpenAiMerger(AnswerIdentity identity)
        : m_identity(std::move(identity))
    {
    }

    QByteArray whole(const QByteArrayList& documents, const AnswerEnd& sum) override
    {
        const auto members = jsonMembers(documents.value(0));
        if (!members)
            return documents.value(0);
        return patchedObject(*members,
            {{.name = "choices", .value = joined(documents, "choices")}, {.name = "usage", .value = usageOf(sum)},
                {.name = "openrouter_metadata", .value = sum.metadata}});
    }

protected:
    QByteArray merged(int choice, QByteArrayView document) override
    {
        const auto members = jsonMembers(document);
        if (!members)
            return {}; // [DONE]
        const auto* choices = memberOf(*members, "choices");
        if (!isNull(memberOf(*members, "usage")) && (!choices || saysNothing(choices->value)))
            return {}; // end() tells it
        if (!choices)
            return document.toByteArray();
        return patchedObject(*members,
            {{.name = "choices", .value = indexed(choices->value, choice)}, {.name = "usage", .value = {}},
                {.name = "x_groq", .value = {}}});
    }

    QByteArray closing() const override { return "data: [DONE]\n\n"; }

    static QByteArray usageOf(const AnswerEnd& sum)
    {
        if (!isKnown(sum.usage))
            return {};
        JsonWriter out;
        writeOpenAiUsage(out, sum.usage, sum.cost);
        return out.take();
    }

    JsonWriter open(QLatin1StringView object) const
    {
        JsonWriter out("data: "_ba);
        out.object().member("id"_L1, m_identity.id).member("object"_L1, object);
        out.member("created"_L1, m_identity.created).member("model"_L1, m_identity.model);
        out.member("provider"_L1, m_identity.provider);
        return out;
    }

    const AnswerIdentity& identity() const { return m_identity; }

private:
    /// A chunk that is there for its usage alone may have a choice all the same (writeUsageChoices()).
    static bool saysNothing(QByteArrayView choices)
    {
        const auto elements = jsonElements(choices);
        return elements && std::ranges::all_of(*elements, [](QByteArrayView element) {
            const auto members = jsonMembers(element);
            const auto* delta = members ? memberOf(*members, "delta") : nullptr;
            return delta && compactJson(delta->value) == "{}" && isNull(memberOf(*members, "finish_reason"));
        });
    }

    AnswerIdentity m_identity;
};

class ChatMerger final : public OpenAiMerger
{
public:
    ChatMerger(AnswerIdentity identity, const ClientRequest& request)
        : OpenAiMerger(std::move(identity))
        , m_wantsUsageApart(request.wantsUsageApart)
        , m_wantsGroqUsage(request.wantsGroqUsage)
    {
    }

    QByteArray end(const AnswerEnd& sum) override
    {
        const QByteArray usage = usageOf(sum);
        if (usage.isEmpty() && sum.metadata.isEmpty())
            return closing();
        JsonWriter out = open("chat.completion.chunk"_L1);
        writeUsageChoices(out, m_wantsUsageApart);
        if (!usage.isEmpty())
            out.rawMember("usage"_L1, usage);
        if (!usage.isEmpty() && m_wantsGroqUsage)
            writeGroqUsage(out, identity().id, usage);
        if (!sum.metadata.isEmpty())
            out.rawMember("openrouter_metadata"_L1, sum.metadata);
        return out.endObject().take() + "\n\n" + closing();
    }

private:
    bool m_wantsUsageApart;
    bool m_wantsGroqUsage;
};

class CompletionMerger final : public OpenAiMerger
{
public:
    using OpenAiMerger::OpenAiMerger;

    QByteArray end(const AnswerEnd& sum) override
    {
        const QByteArray usage = usageOf(sum);
        if (usage.isEmpty())
            return closing();
        JsonWriter out = open("text_completion"_L1);
        out.key("choices"_L1).array().endArray().rawMember("usage"_L1, usage).endObject();
        return out.take() + "\n\n" + closing();
    }
};

/// The last piece of a stream holds the usage, so that of the choice which ends last waits for end().
class GeminiMerger final : public ChoiceMerger
{
public:
    GeminiMerger(int choices, GeminiFraming framing)
        : m_open(choices)
        , m_framing(framing)
    {
    }

    QByteArray end(const AnswerEnd& sum) override
    {
        const auto members = jsonMembers(m_last);
        return (members ? framed(patchedObject(*members, told(sum))) : QByteArray()) + closing();
    }

    QByteArray whole(const QByteArrayList& documents, const AnswerEnd& sum) override
    {
        const auto members = jsonMembers(documents.value(0));
        if (!members)
            return documents.value(0);
        auto patches = told(sum);
        patches.append({.name = "candidates", .value = joined(documents, "candidates")});
        return patchedObject(*members, patches);
    }

protected:
    QByteArray merged(int choice, QByteArrayView document) override
    {
        const auto members = jsonMembers(document);
        const auto* candidates = members ? memberOf(*members, "candidates") : nullptr;
        if (!candidates)
            return document.toByteArray();
        QByteArray out = patchedObject(*members,
            {{.name = "candidates", .value = indexed(candidates->value, choice)},
                {.name = "usageMetadata", .value = {}}});
        const bool isLast = !jsonAt(candidates->value, "/0/finishReason").isEmpty();
        if (!isLast || --m_open > 0)
            return out;
        m_last = std::move(out);
        return {};
    }

    QByteArrayList documents(QByteArrayView events) const override
    {
        if (m_framing == GeminiFraming::Events)
            return ChoiceMerger::documents(events);
        QByteArrayView text = events.trimmed();
        if (text.startsWith('[') || text.startsWith(','))
            text = text.sliced(1);
        if (text.endsWith(']'))
            text.chop(1);
        QByteArrayList out;
        const QByteArray array = '[' + text.toByteArray() + ']';
        if (const auto elements = jsonElements(array)) {
            for (const auto& element : *elements)
                out.append(element.toByteArray());
        }
        return out;
    }

    QByteArray framed(const QByteArray& document) override
    {
        if (m_framing == GeminiFraming::Events)
            return ChoiceMerger::framed(document);
        return (std::exchange(m_isBegun, true) ? ",\r\n" : "[") + document + '\n';
    }

    QByteArray closing() const override { return m_framing == GeminiFraming::Array ? "]\n"_ba : QByteArray(); }

private:
    static QList<MemberPatch> told(const AnswerEnd& sum)
    {
        QByteArray usage;
        if (isKnown(sum.usage)) {
            JsonWriter out;
            writeGeminiUsage(out, sum.usage);
            usage = out.take();
        }
        return {{.name = "usageMetadata", .value = usage}, {.name = "openrouter_metadata", .value = sum.metadata}};
    }

    int m_open; ///< choices that have not ended
    GeminiFraming m_framing;
    bool m_isBegun = false; ///< the array
    QByteArray m_last;
};

} // namespace

QByteArray ChoiceMerger::piece(int choice, QByteArrayView events)
{
    QByteArray out;
    const auto each = documents(events);
    for (const auto& document : each) {
        if (const QByteArray told = merged(choice, document); !told.isEmpty())
            out += framed(told);
    }
    return out;
}

QByteArrayList ChoiceMerger::documents(QByteArrayView events) const
{
    QByteArrayList out;
    SseDecoder framer;
    framer.feed(events, [&](const SseEvent& event) { out.append(event.data.toByteArray()); });
    return out;
}

QByteArray ChoiceMerger::framed(const QByteArray& document)
{
    QByteArray line = document;
    line.replace('\n', ' '); // of a document over several lines: never inside a string
    return "data: " + line + "\n\n";
}

std::unique_ptr<ChoiceMerger> ClientFormat::merger(AnswerIdentity, const ClientRequest&) const
{
    return nullptr;
}

std::unique_ptr<ChoiceMerger> makeOpenAiChatMerger(AnswerIdentity identity, const ClientRequest& request)
{
    return std::make_unique<ChatMerger>(std::move(identity), request);
}

std::unique_ptr<ChoiceMerger> makeOpenAiCompletionMerger(AnswerIdentity identity)
{
    return std::make_unique<CompletionMerger>(std::move(identity));
}

std::unique_ptr<ChoiceMerger> makeGeminiMerger(int choices, GeminiFraming framing)
{
    return std::make_unique<GeminiMerger>(choices, framing);
}

} // namespace assay

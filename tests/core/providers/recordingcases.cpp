// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/providers/recordingcases.h"

#include "tests/support/corpus.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay::testing {

namespace {

std::optional<Recording> load(const QString& folder, const QString& name)
{
    QFile file(folder + u'/' + name);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
    const QJsonObject response = json["response"_L1].toObject();
    Recording out;
    out.file = name;
    out.provider = json["provider"_L1].toString();
    out.api = json["api"_L1].toString();
    out.caseName = json["case"_L1].toString();
    out.isStream = json["stream"_L1].toBool();
    out.request = json["request"_L1].toObject();
    out.head.status = response["status"_L1].toInt(200);
    const QJsonObject headers = response["headers"_L1].toObject();
    for (auto header = headers.begin(); header != headers.end(); ++header)
        out.head.headers.append(
            {.name = header.key().toLatin1(), .value = header.value().toString().toLatin1(), .secret = false});
    out.body = response["body_text"_L1].isString()
        ? response["body_text"_L1].toString().toUtf8()
        : QByteArray::fromBase64(response["body_base64"_L1].toString().toLatin1());
    return out;
}

} // namespace

const QList<RecordingFormat>& recordingFormats()
{
    static const QList<RecordingFormat> formats = {
        {u"openai-chat"_s, u"openai-chat"_s, &readOpenAiChat},
        {u"openai-responses"_s, u"openai-responses"_s, &readOpenAiResponses},
        {u"anthropic-messages"_s, u"anthropic"_s, &readAnthropic, true, true},
        {u"anthropic-on-vertex"_s, u"anthropic"_s, &readAnthropic, true, true},
        {u"gemini-generate"_s, u"gemini"_s, &readGemini, true},
        {u"ollama-chat"_s, u"ollama"_s, &readOllama, true, true},
        {u"cohere-v2-chat"_s, u"cohere"_s, &readCohere},
        {u"bedrock-converse"_s, u"bedrock"_s, &readBedrock, true},
    };
    return formats;
}

QList<Recording> recordings()
{
    QList<Recording> out;
    if (corpusFolder().isEmpty())
        return out;
    const QString folder = corpusFolder() + u"/recordings"_s;
    for (const QString& provider : QDir(folder).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        for (const QString& file : QDir(folder + u'/' + provider).entryList({u"*.json"_s}, QDir::Files)) {
            const auto recording = load(folder, provider + u'/' + file);
            const bool isKnown = recording
                && std::ranges::any_of(
                    recordingFormats(), [&](const RecordingFormat& format) { return format.api == recording->api; });
            if (isKnown)
                out.append(*recording);
        }
    }
    return out;
}

ErrorKind expectedErrorKind(const Recording& recording)
{
    const QString& name = recording.caseName;
    if (name.contains("auth"_L1))
        return ErrorKind::Authentication;
    if (name.contains("context_length"_L1))
        return ErrorKind::ContextTooLong;
    if (name.contains("rate_limit"_L1))
        return ErrorKind::RateLimited;
    // Servers that answer an unknown model with 400.
    const bool namesNoModel = recording.file.contains("not-a-model"_L1) || recording.file.contains("does-not-exist"_L1)
        || recording.file.contains("nonexistent"_L1);
    if (name.contains("not_found"_L1) || namesNoModel)
        return ErrorKind::ModelNotFound;
    return ErrorKind::InvalidRequest;
}

QList<QByteArray> plainEvents(const QByteArray& stream)
{
    QList<QByteArray> out;
    QByteArray text = stream;
    text.replace("\r\n", "\n");
    QByteArray data;
    for (const QByteArray& line : (text + "\n\n").split('\n')) {
        if (line.startsWith("data:"))
            data += (data.isEmpty() ? "" : "\n") + line.sliced(5).trimmed();
        else if (line.isEmpty() && !data.isEmpty())
            out.append(std::exchange(data, {}));
    }
    return out;
}

QList<QJsonObject> plainJson(const QByteArray& body)
{
    if (body.trimmed().startsWith('{'))
        return {QJsonDocument::fromJson(body).object()};
    QList<QJsonObject> out;
    for (const QByteArray& event : plainEvents(body)) {
        if (event != "[DONE]")
            out.append(QJsonDocument::fromJson(event).object());
    }
    return out;
}

void setCount(Usage& usage, UsageClass usageClass, const QJsonValue& count)
{
    if (count.isDouble())
        usage.set(usageClass, count.toInteger());
}

} // namespace assay::testing

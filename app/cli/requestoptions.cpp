// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/requestoptions.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonValue>
#include <QStringDecoder>

#include <cmath>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr qint64 kMostPromptBytes = 16 * 1024 * 1024;

Result<QString> decode(const QByteArray& bytes, const QString& source)
{
    if (bytes.size() > kMostPromptBytes)
        return fail(ErrorKind::InvalidRequest, u"%1 is larger than 16 MiB; give a shorter text."_s.arg(source));
    QStringDecoder decoder(QStringDecoder::Utf8);
    QString text = decoder(bytes);
    if (decoder.hasError())
        return fail(ErrorKind::InvalidRequest, u"%1 is not UTF-8 text; convert it first."_s.arg(source));
    return text;
}

std::optional<double> number(const QString& value)
{
    bool ok = false;
    const double out = value.toDouble(&ok);
    return ok && std::isfinite(out) ? std::optional(out) : std::nullopt;
}

std::optional<qint64> integer(const QString& value)
{
    bool ok = false;
    const qint64 out = value.toLongLong(&ok);
    return ok ? std::optional(out) : std::nullopt;
}

QJsonValue jsonOrText(const QString& value)
{
    const auto document = QJsonDocument::fromJson(u"[%1]"_s.arg(value).toUtf8());
    return document.isArray() && document.array().size() == 1 ? document.array().first() : QJsonValue(value);
}

// True if the setting was understood; false if its value is not what the name needs.
bool apply(ChatRequest& request, const QString& name, const QString& value)
{
    auto& sampling = request.sampling;
    const auto real = [&](std::optional<double>& field) { return (field = number(value)).has_value(); };
    const auto whole = [&](std::optional<qint64>& field) { return (field = integer(value)).has_value(); };
    if (name == "temperature"_L1)
        return real(sampling.temperature);
    if (name == "top_p"_L1)
        return real(sampling.topP);
    if (name == "presence_penalty"_L1)
        return real(sampling.presencePenalty);
    if (name == "frequency_penalty"_L1)
        return real(sampling.frequencyPenalty);
    if (name == "top_k"_L1)
        return whole(sampling.topK);
    if (name == "seed"_L1)
        return whole(sampling.seed);
    if (name == "max_tokens"_L1)
        return whole(sampling.maxOutputTokens) && *sampling.maxOutputTokens > 0;
    if (name == "reasoning_budget"_L1)
        return whole(request.reasoning.budgetTokens) && *request.reasoning.budgetTokens >= 0;
    if (name == "reasoning_effort"_L1) {
        request.reasoning.effort = value;
        return !value.isEmpty();
    }
    if (name == "stop"_L1) {
        sampling.stop.append(value);
        return !value.isEmpty();
    }
    request.passthrough.insert(name, jsonOrText(value));
    return true;
}

} // namespace

Result<QString> readTextArgument(const QString& argument)
{
    QFile file;
    if (argument == "-"_L1) {
        if (!file.open(stdin, QIODevice::ReadOnly))
            return fail(ErrorKind::InvalidRequest, u"Standard input cannot be read."_s);
        return decode(file.read(kMostPromptBytes + 1), u"Standard input"_s);
    }
    if (!argument.startsWith(u'@'))
        return argument;
    file.setFileName(argument.sliced(1));
    if (!file.open(QIODevice::ReadOnly))
        return fail(
            ErrorKind::InvalidRequest, u"The file %1 cannot be read: %2."_s.arg(file.fileName(), file.errorString()));
    return decode(file.read(kMostPromptBytes + 1), file.fileName());
}

Result<ChatRequest> applySettings(ChatRequest request, const QStringList& settings)
{
    for (const auto& setting : settings) {
        const auto equals = setting.indexOf(u'=');
        const QString name = setting.first(std::max<qsizetype>(equals, 0)).trimmed();
        if (name.isEmpty())
            return fail(ErrorKind::InvalidRequest,
                u"'--set %1' is not NAME=VALUE, for example --set temperature=0.2"_s.arg(setting));
        if (!apply(request, name, setting.sliced(equals + 1)))
            return fail(ErrorKind::InvalidRequest, u"'--set %1': the value does not fit '%2'."_s.arg(setting, name));
    }
    return request;
}

} // namespace assay

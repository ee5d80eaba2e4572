// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/openairequest.h"

#include "core/providers/httpaddressing.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace assay {

Result<HttpRequest> openAiPost(const EndpointAccess& access, const QString& path, const QString& model,
    const Result<QJsonObject>& body, AnswerForm form)
{
    return openAiPost(access, path, model,
        body.transform([](const QJsonObject& json) { return QJsonDocument(json).toJson(QJsonDocument::Compact); }),
        form);
}

Result<HttpRequest> openAiPost(const EndpointAccess& access, const QString& path, const QString& model,
    const Result<QByteArray>& body, AnswerForm form)
{
    static const QStringList tails{u"/chat/completions"_s, u"/responses"_s};
    const PathRule rule{.path = path, .version = u"v1"_s, .tails = tails};
    const auto url = endpointAddress(access.endpoint, rule, access.endpoint.quirks.chatPath, model);
    if (!url)
        return std::unexpected(url.error());
    if (!body)
        return std::unexpected(body.error());
    auto headers = endpointHeaders(access);
    if (!headers)
        return std::unexpected(headers.error());
    headers->prepend({.name = "Accept"_ba,
        .value = form == AnswerForm::Stream ? "text/event-stream"_ba : "application/json"_ba,
        .secret = false});
    headers->prepend({.name = "Content-Type"_ba, .value = "application/json"_ba, .secret = false});
    return HttpRequest{.url = *url, .headers = *std::move(headers), .body = *body};
}

} // namespace assay

// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/gatewayaddress.h"

#include "core/wire/jsonpatch.h"
#include "core/wire/jsonwriter.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

/// Most requests come here, and need no look at anything else.
constexpr std::array<QLatin1StringView, 4> kUsual{
    "/v1/chat/completions"_L1, "/v1/messages"_L1, "/v1/responses"_L1, "/api/chat"_L1};

struct Rewrite {
    QLatin1StringView from;
    QLatin1StringView to;
};
constexpr std::array<Rewrite, 6> kPrefixes{{
    {"/v1beta/openai/"_L1, "/v1/"_L1},
    {"/openai/v1/"_L1, "/v1/"_L1}, // Groq's client
    {"/openai/"_L1, "/v1/"_L1},
    {"/v1/v1/"_L1, "/v1/"_L1},
    {"/v1/v1beta/"_L1, "/v1beta/"_L1},
    {"/v1/api/"_L1, "/api/"_L1},
}};

/// Prefixes are taken one for the other until nothing changes, but not more often than any client needs.
constexpr int kMostRewrites = 4;

bool rewriteOne(QString& path)
{
    const auto rule = std::ranges::find_if(kPrefixes, [&](const Rewrite& each) { return path.startsWith(each.from); });
    if (rule == kPrefixes.end())
        return false;
    path.replace(0, rule->from.size(), rule->to);
    return true;
}

QString usualPath(const QString& path)
{
    QString out;
    out.reserve(path.size());
    for (const QChar each : path) {
        if (each != u'/' || !out.endsWith(u'/'))
            out += each;
    }
    if (out.size() > 1 && out.endsWith(u'/'))
        out.chop(1);
    for (int i = 0; i < kMostRewrites && rewriteOne(out); ++i) { }
    return out;
}

QByteArray withModel(const QByteArray& body, const QString& model)
{
    const auto members = jsonMembers(body.trimmed());
    if (!members)
        return body; // whoever reads it says what is wrong
    QByteArray name;
    appendJsonString(name, model);
    return patchedObject(*members, {{.name = "model", .value = name}});
}

} // namespace

QStringView plainPath(QStringView path)
{
    QStringView rest = path;
    for (const auto prefix : {"/api/v1/"_L1, "/api/v0/"_L1, "/v1/"_L1}) { // the second is LM Studio's
        if (rest.startsWith(prefix))
            rest = rest.sliced(prefix.size() - 1);
    }
    return rest;
}

bool isOllamaPath(const QString& path)
{
    return path.startsWith("/api/"_L1) && !path.startsWith("/api/v1/"_L1) && !path.startsWith("/api/v0/"_L1);
}

std::optional<IncomingRequest> readdressed(const IncomingRequest& request)
{
    if (std::ranges::contains(kUsual, request.path))
        return std::nullopt;
    const QString path = usualPath(request.path);
    static const QRegularExpression azure(u"^/v1/deployments/(.+?)/(chat/completions|completions|embeddings)$"_s);
    const auto match = path.contains("/deployments/"_L1) ? azure.match(path) : QRegularExpressionMatch();
    if (path == request.path && !match.hasMatch())
        return std::nullopt;
    IncomingRequest out = request;
    out.path = match.hasMatch() ? u"/v1/"_s + match.captured(2) : path;
    if (match.hasMatch())
        out.body = withModel(request.body, match.captured(1));
    return out;
}

} // namespace assay

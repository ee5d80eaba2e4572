// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/gatewayaddress.h"

#include "core/wire/geminigenerate.h"
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
constexpr std::array<Rewrite, 9> kPrefixes{{
    {"/v1beta/openai/"_L1, "/v1/"_L1},
    {"/openai/v1/"_L1, "/v1/"_L1}, // Groq's client
    {"/openai/"_L1, "/v1/"_L1},
    {"/v1/openai/"_L1, "/v1/"_L1}, // DeepInfra's
    {"/models/chat/"_L1, "/v1/chat/"_L1}, // Azure's for models of all makers
    {"/models/embeddings"_L1, "/v1/embeddings"_L1},
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

bool isGeminiPath(const QString& path)
{
    return path.startsWith("/v1beta/"_L1) || path.startsWith("/v1alpha/"_L1);
}

QByteArray allowedMethods(const QString& path)
{
    static constexpr std::array<QLatin1StringView, 12> kPosted{"/chat/completions"_L1, "/completions"_L1,
        "/embeddings"_L1, "/messages"_L1, "/messages/count_tokens"_L1, "/responses"_L1, "/responses/input_tokens"_L1,
        "/api/chat"_L1, "/api/generate"_L1, "/api/embed"_L1, "/api/embeddings"_L1, "/api/show"_L1};
    static constexpr std::array<QLatin1StringView, 11> kRead{"/models"_L1, "/providers"_L1, "/credits"_L1,
        "/embeddings/models"_L1, "/key"_L1, "/auth/key"_L1, "/generation"_L1, "/api/tags"_L1, "/api/version"_L1,
        "/api/ps"_L1, "/"_L1};
    const QByteArray read = "GET, HEAD"_ba;
    if (geminiAddress(path))
        return "POST"_ba;
    const auto isOf = [](const auto& paths, QStringView one) {
        return std::ranges::any_of(paths, [one](QLatin1StringView each) { return each == one; });
    };
    const bool isOwn = isOllamaPath(path) || path == "/"_L1;
    const QStringView plain = isOwn ? QStringView(path) : plainPath(path);
    if (isOf(kPosted, plain))
        return "POST"_ba;
    if (plain.startsWith("/responses/"_L1)) {
        const qsizetype slash = plain.indexOf(u'/', 11);
        const bool isCancel = slash > 0 && plain.sliced(slash) == "/cancel"_L1;
        return slash < 0 ? read + ", DELETE" : isCancel ? "POST"_ba : read;
    }
    const bool isGoogles = isGeminiPath(path) && path.sliced(path.indexOf(u'/', 1)).startsWith("/models"_L1);
    return isOf(kRead, plain) || plain.startsWith("/models/"_L1) || plain.startsWith("/model/"_L1) || isGoogles
        ? read
        : QByteArray();
}

bool isAllowed(const IncomingRequest& request)
{
    const QByteArray methods = allowedMethods(request.path);
    const auto isIt = [&](QByteArrayView each) { return each.trimmed() == request.method; };
    return methods.isEmpty() || std::ranges::any_of(methods.split(','), isIt);
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
    out.sentPath = request.path;
    out.path = match.hasMatch() ? u"/v1/"_s + match.captured(2) : path;
    if (match.hasMatch())
        out.body = withModel(request.body, match.captured(1));
    return out;
}

} // namespace assay

// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sandbox/sandboxendpoints.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

struct ModelEntry {
    QLatin1StringView name;
    QLatin1StringView dialect;
    QLatin1StringView description;
};

constexpr std::array<ModelEntry, 4> kModels{{
    {"swift"_L1, "openai-chat"_L1, "Simulated: short and direct answers, fast"_L1},
    {"steady"_L1, "anthropic"_L1, "Simulated: structured answers with tables and code"_L1},
    {"thinker"_L1, "gemini"_L1, "Simulated: reasons first, then answers with care"_L1},
    {"flaky"_L1, "ollama"_L1, "Simulated: drops the connection half way through its answer"_L1},
}};

struct DialectEntry {
    QLatin1StringView id;
    QLatin1StringView basePath;
};

constexpr std::array<DialectEntry, 5> kDialects{{
    {"openai-chat"_L1, "/v1"_L1},
    {"openai-responses"_L1, "/v1"_L1},
    {"anthropic"_L1, ""_L1},
    {"gemini"_L1, "/v1beta"_L1},
    {"ollama"_L1, ""_L1},
}};

const ModelEntry* findModel(const QString& model)
{
    const auto found = std::ranges::find_if(kModels, [&](const ModelEntry& entry) { return entry.name == model; });
    return found == kModels.end() ? nullptr : &*found;
}

} // namespace

QStringList sandboxModels()
{
    QStringList names;
    for (const ModelEntry& entry : kModels)
        names.append(entry.name);
    return names;
}

QString sandboxModelDescription(const QString& model)
{
    const ModelEntry* entry = findModel(model);
    return entry ? QString(entry->description) : QString();
}

std::optional<Endpoint> sandboxEndpoint(const QString& model, quint16 port)
{
    const ModelEntry* entry = findModel(model);
    return entry ? sandboxEndpointFor(model, entry->dialect, port) : std::nullopt;
}

std::optional<Endpoint> sandboxEndpointFor(const QString& model, const QString& dialect, quint16 port)
{
    const auto found = std::ranges::find_if(kDialects, [&](const DialectEntry& entry) { return entry.id == dialect; });
    if (!findModel(model) || found == kDialects.end())
        return std::nullopt;
    Endpoint endpoint;
    endpoint.id = u"sandbox"_s;
    endpoint.name = u"Sandbox"_s;
    endpoint.dialect = dialect;
    endpoint.baseUrl.setScheme(u"http"_s);
    endpoint.baseUrl.setHost(u"127.0.0.1"_s);
    endpoint.baseUrl.setPort(port);
    endpoint.baseUrl.setPath(found->basePath);
    endpoint.auth = AuthScheme::None;
    endpoint.dataPolicy = u"Simulated on this computer; nothing leaves it."_s;
    endpoint.simulated = true;
    return endpoint;
}

} // namespace assay

// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/providers/bedrockmodels.h"

#include "core/wire/jsonvalue.h"

#include <QUrl>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr QByteArrayView kProfiles = "profiles";

/// A list that is not there says nothing against.
bool mentions(const JsonValue& list, std::string_view word)
{
    bool found = !list.isArray();
    list.forEachItem([&](const JsonValue& item) { found = found || item.bytes() == word; });
    return found;
}

ModelInfo foundationModel(const JsonValue& item)
{
    ModelInfo info{.id = item["modelId"].text(), .name = item["modelName"].text()};
    item["inputModalities"].forEachItem(
        [&](const JsonValue& modality) { info.inputs.append(modality.text().toLower()); });
    return info;
}

bool isCallable(const JsonValue& item)
{
    return mentions(item["outputModalities"], "TEXT") && mentions(item["inferenceTypesSupported"], "ON_DEMAND");
}

} // namespace

QString bedrockModelPath(const QByteArray& page)
{
    if (page.isEmpty())
        return u"/foundation-models"_s;
    QString path = u"/inference-profiles?maxResults=1000"_s;
    if (page.size() > kProfiles.size()) {
        const QByteArray token = page.sliced(kProfiles.size() + 1);
        path += u"&nextToken="_s + QString::fromLatin1(token.toPercentEncoding());
    }
    return path;
}

Result<ModelPage> bedrockModelPage(QByteArrayView body)
{
    JsonParser parser;
    const JsonValue root = parser.parse(body);
    const JsonValue models = root["modelSummaries"];
    const JsonValue profiles = root["inferenceProfileSummaries"];
    if (!models.isArray() && !profiles.isArray())
        return fail(ErrorKind::Protocol, u"the model list has neither models nor profiles"_s);
    ModelPage page;
    models.forEachItem([&](const JsonValue& item) {
        if (auto info = foundationModel(item); !info.id.isEmpty() && isCallable(item))
            page.models.append(std::move(info));
    });
    profiles.forEachItem([&](const JsonValue& item) {
        ModelInfo info{.id = item["inferenceProfileId"].text(), .name = item["inferenceProfileName"].text()};
        if (!info.id.isEmpty())
            page.models.append(std::move(info));
    });
    if (models.isArray())
        page.next = kProfiles.toByteArray();
    else if (const QByteArray token = root["nextToken"].text().toUtf8(); !token.isEmpty())
        page.next = kProfiles.toByteArray() + ':' + token;
    return page;
}

} // namespace assay

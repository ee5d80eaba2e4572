// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/catalog/catalogentry.h"

#include "core/catalog/catalogfields.h"

using namespace Qt::StringLiterals;

namespace assay {

namespace {

using Object = CatalogFields::Object;

ModelStatus statusOf(CatalogFields& fields, const Object& object)
{
    const QString text = fields.text(object, "status");
    if (text.isEmpty())
        return ModelStatus::Current;
    if (text == "beta"_L1)
        return ModelStatus::Beta;
    if (text == "deprecated"_L1)
        return ModelStatus::Deprecated;
    if (text != "unlisted"_L1)
        fields.report("status", u"'%1' is not known"_s.arg(text));
    return ModelStatus::Unlisted;
}

QList<PriceDissent> dissentOf(CatalogFields& fields, const Object& object)
{
    QList<PriceDissent> out;
    for (const auto& item : fields.objects(object, "dissent")) {
        out += PriceDissent{.source = fields.requiredText(item, "source"),
            .input = fields.money(item, "input"),
            .output = fields.money(item, "output"),
            .cacheRead = fields.money(item, "cache_read")};
    }
    return out;
}

ModelPrice priceOf(CatalogFields& fields, const Object& object)
{
    return ModelPrice{.provider = fields.requiredText(object, "provider"),
        .model = fields.requiredText(object, "id"),
        .periods = fields.periods(object),
        .revision = fields.requiredText(object, "source") + u'/' + fields.requiredText(object, "as_of"),
        .confidence = fields.text(object, "confidence"),
        .outputLimit = fields.count(object, "max_output"),
        .impliedMode = {}};
}

void readIdentity(CatalogFields& fields, const Object& object, CatalogModel& model)
{
    model.provider = fields.requiredText(object, "provider");
    model.id = fields.requiredText(object, "id");
    model.name = fields.text(object, "name");
    model.family = fields.text(object, "family");
    model.canonical = fields.text(object, "canonical");
    model.openrouter = fields.text(object, "openrouter");
    model.aliases = fields.texts(object, "aliases");
    model.aliasOf = fields.text(object, "alias_of");
    model.released = fields.text(object, "released");
    model.knowledge = fields.text(object, "knowledge");
    model.deprecation = fields.text(object, "deprecation");
    model.status = statusOf(fields, object);
}

void readAbilities(CatalogFields& fields, const Object& object, CatalogModel& model)
{
    model.contextTokens = fields.count(object, "context");
    model.maxInputTokens = fields.count(object, "max_input");
    model.maxOutputTokens = fields.count(object, "max_output");
    model.inputs = fields.texts(object, "inputs");
    model.outputs = fields.texts(object, "outputs");
    model.capabilities = fields.texts(object, "caps");
    model.efforts = fields.texts(object, "efforts");
    if (const auto budget = fields.object(object, "reasoning_budget")) {
        model.minReasoningBudget = fields.count(*budget, "min");
        model.maxReasoningBudget = fields.count(*budget, "max");
    }
    model.tokenizer = fields.text(object, "tokenizer");
    model.openWeights = fields.flag(object, "open_weights");
}

void readProvenance(CatalogFields& fields, const Object& object, CatalogModel& model)
{
    model.price = priceOf(fields, object);
    model.asOf = fields.date(object, "as_of");
    model.source = fields.text(object, "source");
    model.agree = fields.texts(object, "agree");
    model.dissent = dissentOf(fields, object);
    model.filled = fields.words(object, "filled");
    model.volatileReasons = fields.texts(object, "volatile");
    model.note = fields.text(object, "note");
}

QHash<QString, QStringList> namesOf(CatalogFields& fields, const Object& provider)
{
    QHash<QString, QStringList> out;
    const auto names = fields.object(provider, "names");
    if (!names)
        return out;
    for (const auto& field : *names) {
        const auto list = QString::fromUtf8(field.key.data(), static_cast<qsizetype>(field.key.size()));
        if (field.value.is_string())
            out.insert(list, {fields.text(*names, field.key)});
        else
            out.insert(list, fields.texts(*names, field.key));
    }
    return out;
}

/// Parses the text and lets `read` make a value of it, unless a field is wrong.
template <class Value, class Read> Result<Value> readObject(CatalogText text, Read read)
{
    // A parser owns buffers worth keeping; it holds no state between documents.
    thread_local simdjson::dom::parser parser;
    Object object;
    if (const auto code = parser.parse(text.data, text.size, false).get_object().get(object))
        return fail(ErrorKind::Protocol, QString::fromUtf8(simdjson::error_message(code)));
    CatalogFields fields;
    Value value = read(fields, object);
    if (!fields.problem().isEmpty())
        return fail(ErrorKind::Protocol, fields.problem());
    return value;
}

} // namespace

Result<CatalogModel> readCatalogModel(CatalogText text)
{
    return readObject<CatalogModel>(text, [](CatalogFields& fields, const Object& object) {
        CatalogModel model;
        readIdentity(fields, object, model);
        readAbilities(fields, object, model);
        readProvenance(fields, object, model);
        return model;
    });
}

Result<ModelPrice> readCatalogPrice(CatalogText text)
{
    return readObject<ModelPrice>(text, priceOf);
}

Result<CatalogProvider> readCatalogProvider(CatalogText text)
{
    return readObject<CatalogProvider>(text, [](CatalogFields& fields, const Object& object) {
        CatalogProvider out{.id = fields.requiredText(object, "id"),
            .name = fields.text(object, "name"),
            .api = fields.text(object, "api"),
            .baseUrl = fields.text(object, "base_url"),
            .keyVariable = fields.text(object, "key_env"),
            .documentation = fields.text(object, "docs"),
            .firstParty = fields.flag(object, "first_party").value_or(false),
            .names = namesOf(fields, object)};
        if (const auto usage = fields.object(object, "usage")) {
            out.promptIncludesCached = fields.flag(*usage, "prompt_includes_cached").value_or(true);
            out.completionIncludesReasoning = fields.flag(*usage, "completion_includes_reasoning").value_or(true);
        }
        return out;
    });
}

Result<CatalogSource> readCatalogSource(CatalogText text)
{
    return readObject<CatalogSource>(text, [](CatalogFields& fields, const Object& object) {
        return CatalogSource{.id = fields.requiredText(object, "id"),
            .date = fields.date(object, "date"),
            .title = fields.text(object, "title"),
            .licence = fields.text(object, "licence")};
    });
}

} // namespace assay

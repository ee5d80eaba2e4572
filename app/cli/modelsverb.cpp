// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/output.h"
#include "app/cli/pricesverb.h"
#include "app/cli/verbs.h"
#include "app/modelcache.h"
#include "app/modelchoices.h"
#include "core/catalog/catalog.h"
#include "core/domain/runjson.h"
#include "core/pricing/costing.h"
#include "core/pricing/tariff.h"
#include "ui/text/formats.h"

#include <QJsonArray>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

struct ListOptions {
    std::string search;
    std::string provider;
    bool all = false;
};

struct CostOptions {
    std::string model;
    std::string usage;
    std::string at;
};

/// Dollars per million tokens, as price lists write it; `–` when unknown.
QString perMillion(const std::optional<Money>& rate)
{
    if (!rate)
        return u"–"_s;
    const auto scaled = Money::product(1'000'000, *rate);
    return scaled ? scaled->toDecimalString() : u"–"_s;
}

QJsonValue ratesJson(const std::optional<Tariff>& tariff)
{
    if (!tariff)
        return QJsonValue::Null;
    const RateSet& rates = tariff->rates;
    QJsonObject out;
    for (const auto usageClass : allUsageClasses()) {
        if (const auto rate = rates[usageClass])
            out.insert(QString(usageClassName(usageClass)), rate->pico());
    }
    if (tariff->requestFee)
        out.insert(u"request"_s, tariff->requestFee->pico());
    return out;
}

QJsonValue countJson(const std::optional<qint64>& count)
{
    return count ? QJsonValue(*count) : QJsonValue(QJsonValue::Null);
}

QJsonObject modelJson(const CatalogModel& model, const QDateTime& now)
{
    QJsonObject out{{u"model"_s, model.provider + u'/' + model.id}, {u"name"_s, model.name},
        {u"context"_s, countJson(model.contextTokens)}, {u"max_output"_s, countJson(model.maxOutputTokens)},
        {u"inputs"_s, QJsonArray::fromStringList(model.inputs)},
        {u"capabilities"_s, QJsonArray::fromStringList(model.capabilities)}, {u"confidence"_s, model.price.confidence},
        {u"price_revision"_s, model.price.revision}};
    out.insert(u"pico_usd_per_unit"_s, ratesJson(tariffFor(model.price, {.at = now})));
    if (!model.deprecation.isEmpty())
        out.insert(u"deprecation"_s, model.deprecation);
    return out;
}

int list(const CommandLine& line, const ListOptions& options)
{
    return withServices(line, [&](Composition& services) -> int {
        const QDateTime now = services.clock().now();
        CatalogFilter filter{.provider = QString::fromStdString(options.provider),
            .text = QString::fromStdString(options.search),
            .capabilities = {}};
        const auto usable = usableModels(services, options.all ? OfferedModels::All : OfferedModels::Usable, filter);
        QJsonArray json;
        QList<QStringList> rows;
        for (const auto& model : usable) {
            const auto price = services.prices().find(model.endpoint.priceProvider(), model.ref.model);
            const auto tariff = price ? tariffFor(*price, {.at = now}) : std::nullopt;
            if (line.json) {
                auto known = model.known;
                if (known && price)
                    known->price = *price;
                auto object = known
                    ? modelJson(*known, now)
                    : QJsonObject{{u"model"_s, model.ref.toString()}, {u"pico_usd_per_unit"_s, ratesJson(tariff)}};
                object.insert(u"model"_s, model.ref.toString());
                object.insert(u"simulated"_s, model.endpoint.simulated);
                object.insert(u"local"_s, model.endpoint.local);
                json.append(object);
                continue;
            }
            const QString note = model.endpoint.simulated ? u"simulated"_s
                : model.endpoint.local                    ? u"local"_s
                                                          : QString();
            rows.append({model.ref.toString(),
                model.known && model.known->contextTokens ? Formats().tokenCount(*model.known->contextTokens) : u"–"_s,
                perMillion(tariff ? tariff->rates[UsageClass::Input] : std::nullopt),
                perMillion(tariff ? tariff->rates[UsageClass::Output] : std::nullopt), note});
        }
        if (line.json) {
            out::json(QJsonDocument(QJsonObject{{u"models"_s, json}}));
            return kDone;
        }
        out::table({u"model"_s, u"context"_s, u"in, $ / M"_s, u"out, $ / M"_s, u""_s}, rows, {1, 2, 3});
        if (!options.all)
            out::note(
                u"Shown: models that can be asked now. --all shows the whole catalogue (%1 entries, prices up to %2)."_s
                    .arg(services.catalog().size())
                    .arg(services.catalog().newestData().toString(Qt::ISODate)));
        return kDone;
    });
}

/// Provider and model as the catalogue names them: an endpoint's id, or the catalogue's own.
Result<ModelRef> pricedAs(Composition& services, const QString& name)
{
    const auto ref = ModelRef::parse(name);
    const auto endpoint = ref.isValid() ? services.endpoints().find(ref.provider) : std::nullopt;
    if (endpoint)
        return ModelRef{endpoint->priceProvider(), ref.model};
    if (ref.isValid() && services.catalog().provider(ref.provider))
        return ref;
    return services.resolve(name);
}

/// With the price that holds: the user's own, where there is one. A model that no list knows may have one, too.
Result<CatalogModel> known(Composition& services, const QString& name)
{
    const auto ref = pricedAs(services, name);
    if (!ref)
        return std::unexpected(ref.error());
    const auto match = services.catalog().lookUp(ref->provider, ref->model);
    const auto price = services.prices().find(ref->provider, ref->model);
    if (!match && !price) {
        return fail(ErrorKind::ModelNotFound,
            u"The catalogue does not know %1. It can still be asked; its price is unknown."_s.arg(name));
    }
    CatalogModel out = match ? match->model : CatalogModel{.provider = ref->provider, .id = ref->model};
    if (price)
        out.price = *price;
    return out;
}

/// Asks every endpoint that can be asked (or one) for its models and keeps the answer.
int refresh(const CommandLine& line, const std::string& only)
{
    return withServices(line, [&](Composition& services) -> int {
        const auto refreshed = refreshModelLists(services, QString::fromStdString(only));
        QJsonArray json;
        bool failed = refreshed.isEmpty() && !only.empty();
        for (const auto& [provider, count] : refreshed) {
            failed = failed || !count;
            json.append(QJsonObject{{u"provider"_s, provider}, {u"models"_s, count ? QJsonValue(*count) : QJsonValue()},
                {u"error"_s, count ? QJsonValue() : QJsonValue(count.error().detail)}});
            if (!line.json) {
                out::line(count ? u"%1: %2 models"_s.arg(provider).arg(*count)
                                : u"%1: kept as it was. %2"_s.arg(provider, out::plain(count.error().detail)));
            }
        }
        if (line.json)
            out::json(QJsonDocument(QJsonObject{{u"refreshed"_s, json}}));
        else if (json.isEmpty())
            out::note(only.empty() ? u"No endpoint can be asked: no key was found and no local server runs."_s
                                   : u"There is no provider '%1'."_s.arg(QString::fromStdString(only)));
        return failed ? kFailed : kDone;
    });
}

int show(const CommandLine& line, const std::string& name)
{
    return withServices(line, [&](Composition& services) -> int {
        const auto model = known(services, QString::fromStdString(name));
        if (!model) {
            out::error(model.error());
            return kUsage;
        }
        const QDateTime now = services.clock().now();
        if (line.json) {
            out::json(QJsonDocument(modelJson(*model, now)));
            return kDone;
        }
        const Formats formats;
        out::line(u"%1/%2  %3"_s.arg(model->provider, model->id, model->name));
        out::line(u"context %1, output up to %2"_s.arg(
            model->contextTokens ? formats.tokens(*model->contextTokens) : u"unknown"_s,
            model->maxOutputTokens ? formats.tokens(*model->maxOutputTokens) : u"unknown"_s));
        const auto listed
            = [](const QStringList& names) { return names.isEmpty() ? u"unknown"_s : names.join(u", "_s); };
        out::line(u"takes %1; can %2"_s.arg(listed(model->inputs), listed(model->capabilities)));
        if (!model->deprecation.isEmpty())
            out::line(u"retires %1"_s.arg(model->deprecation));
        out::line(u"prices: %1, %2"_s.arg(model->price.revision, model->price.confidence));
        if (const auto tariff = tariffFor(model->price, {.at = now})) {
            QList<QStringList> rows;
            for (const auto usageClass : allUsageClasses()) {
                if (const auto rate = tariff->rates[usageClass])
                    rows.append({QString(usageClassName(usageClass)), perMillion(rate)});
            }
            out::table({u"class"_s, u"$ / M"_s}, rows, {1});
        }
        return kDone;
    });
}

int cost(const CommandLine& line, const CostOptions& options)
{
    return withServices(line, [&](Composition& services) -> int {
        const auto ref = pricedAs(services, QString::fromStdString(options.model));
        if (!ref) {
            out::error(ref.error());
            return kUsage;
        }
        QJsonParseError parsed;
        const auto document = QJsonDocument::fromJson(QByteArray::fromStdString(options.usage), &parsed);
        if (!document.isObject()) {
            out::error(u"--usage is not a JSON object such as '{\"input\":1000,\"output\":200}': %1."_s.arg(
                parsed.errorString()));
            return kUsage;
        }
        const auto usage = usageFromUser(document.object());
        if (!usage) {
            out::error(usage.error());
            return kUsage;
        }
        auto at = services.clock().now();
        if (!options.at.empty()) {
            at = QDateTime::fromString(QString::fromStdString(options.at), Qt::ISODateWithMs).toUTC();
            if (!at.isValid()) {
                out::error(
                    u"--at '%1' is not a time such as 2026-09-22T12:00:00Z."_s.arg(QString::fromStdString(options.at)));
                return kUsage;
            }
        }
        const auto price = services.prices().find(ref->provider, ref->model);
        const auto result = computeCost({.usage = *usage, .reported = {}, .price = price, .at = at, .mode = {}});
        if (line.json)
            out::json(QJsonDocument(toJson(result)));
        else
            out::line(result.amount
                    ? u"$%1 (%2)"_s.arg(result.amount->toDecimalString(), QString(costStateName(result.state)))
                    : u"unknown: %1"_s.arg(result.note));
        return result.amount ? kDone : kFailed;
    });
}

} // namespace

void addModelsVerb(CLI::App& app, CommandLine& line)
{
    auto* verb = app.add_subcommand("models", "The catalogue: what can be asked and what it costs");
    verb->require_subcommand(0, 1);
    auto listOptions = std::make_shared<ListOptions>();
    auto* listVerb = verb->add_subcommand("list", "Models that can be asked now");
    listVerb->add_option("search", listOptions->search, "Words that the model's name contains");
    listVerb->add_option("--provider", listOptions->provider, "Only this provider");
    listVerb->add_flag("--all", listOptions->all, "The whole catalogue, also without a key");
    listVerb->add_flag("--json", line.json, "Print JSON");
    listVerb->callback(
        [&line, listOptions] { line.action = [&line, listOptions] { return list(line, *listOptions); }; });
    verb->callback([&line, verb, listOptions] {
        if (verb->get_subcommands().empty())
            line.action = [&line, listOptions] { return list(line, *listOptions); };
    });

    auto only = std::make_shared<std::string>();
    auto prices = std::make_shared<PriceRefreshOptions>();
    auto* refreshVerb
        = verb->add_subcommand("refresh", "Ask endpoints for their own model lists; with --from, read newer prices");
    refreshVerb->add_option("provider", *only, "Only this endpoint's list");
    refreshVerb
        ->add_option(
            "--from", prices->from, "openrouter, models.dev, litellm, genai-prices, an https address or a file")
        ->type_name("LIST");
    refreshVerb->add_option("--dated", prices->date, "Day of the list's data (default: today, or the file's)");
    refreshVerb->add_flag("--yes", prices->yes, "Take the new prices without a question");
    refreshVerb->add_flag("--include-held", prices->includeHeld, "Also take jumps that are held for confirmation");
    refreshVerb->add_flag("--json", line.json, "Print JSON");
    refreshVerb->callback([&line, only, prices] {
        line.action = [&line, only, prices] {
            return prices->from.empty() ? refresh(line, *only) : refreshPrices(line, *prices);
        };
    });
    addPriceVerbs(*verb, line);

    auto name = std::make_shared<std::string>();
    auto* showVerb = verb->add_subcommand("show", "Everything that is known about one model");
    showVerb->add_option("model", *name, "PROVIDER/MODEL")->required();
    showVerb->add_flag("--json", line.json, "Print JSON");
    showVerb->callback([&line, name] { line.action = [&line, name] { return show(line, *name); }; });

    auto costOptions = std::make_shared<CostOptions>();
    auto* costVerb = verb->add_subcommand("cost", "What a given usage costs");
    costVerb->add_option("model", costOptions->model, "PROVIDER/MODEL")->required();
    costVerb
        ->add_option("--usage", costOptions->usage, R"(Counts by class: {"input":1000,"cache_read":500,"output":200})")
        ->required();
    costVerb->add_option("--at", costOptions->at, "When it was sent, ISO 8601 (default now)");
    costVerb->add_flag("--json", line.json, "Print JSON");
    costVerb->callback(
        [&line, costOptions] { line.action = [&line, costOptions] { return cost(line, *costOptions); }; });
}

} // namespace assay

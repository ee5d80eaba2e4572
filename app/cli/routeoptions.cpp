// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/routeoptions.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

QStringList texts(const std::vector<std::string>& list)
{
    QStringList out;
    for (const auto& item : list)
        out.append(QString::fromStdString(item));
    return out;
}

void insertList(QJsonObject& object, const QString& name, const std::vector<std::string>& list)
{
    if (!list.empty())
        object.insert(name, QJsonArray::fromStringList(texts(list)));
}

} // namespace

void addRouteOptions(CLI::App& verb, RouteOptions& options)
{
    verb.add_option("--sort", options.sort, "Order by price, throughput or latency")
        ->check(CLI::IsMember({"price", "throughput", "latency"}));
    verb.add_option("--order", options.order, "Endpoints to try first, in this order")
        ->delimiter(',')
        ->type_name("A,B");
    verb.add_option("--only", options.only, "Only these endpoints")->delimiter(',')->type_name("A,B");
    verb.add_option("--ignore", options.ignore, "Not these endpoints")->delimiter(',')->type_name("A,B");
    verb.add_option("--max-price", options.maxPrice, "USD per million tokens, prompt and answer")->type_name("IN,OUT");
    verb.add_option("--prefer-throughput", options.minThroughput, "Tokens a second; slower endpoints come later")
        ->check(CLI::PositiveNumber);
    verb.add_option("--prefer-latency", options.maxLatency, "Seconds to the first token; slower endpoints come later")
        ->check(CLI::PositiveNumber);
    verb.add_option("--quantization", options.quantizations, "Only these, for example fp8,bf16")->delimiter(',');
    verb.add_flag("--require-parameters", options.requireParameters, "Only endpoints that take every parameter sent");
    verb.add_flag("--deny-data-collection", options.denyCollection, "Only endpoints that keep no prompts");
    verb.add_flag("--zdr", options.zeroRetention, "Only endpoints without any retention");
    verb.add_flag("--no-fallbacks", options.noFallbacks, "Only the best endpoint, or those of --order");
    verb.add_flag("--everywhere", options.everywhere, "PROVIDER/MODEL may be served by other providers, too");
    verb.add_option("--session", options.session, "Conversation to stay at one endpoint for its prompt cache");
    verb.add_option("--seed", options.seed, "Of the weighted draw, to see the same order again");
}

Result<RouteQuery> queryOf(const RouteOptions& options)
{
    RouteQuery out;
    out.models = texts(options.models);
    out.session = QString::fromStdString(options.session);
    out.reach = options.everywhere ? OfferReach::Everywhere : OfferReach::AsNamed;
    out.seed = options.seed;
    auto& wishes = out.provider;
    insertList(wishes, u"order"_s, options.order);
    insertList(wishes, u"only"_s, options.only);
    insertList(wishes, u"ignore"_s, options.ignore);
    insertList(wishes, u"quantizations"_s, options.quantizations);
    if (!options.sort.empty())
        wishes.insert(u"sort"_s, QString::fromStdString(options.sort));
    if (!options.maxPrice.empty()) {
        const QStringList prices = QString::fromStdString(options.maxPrice).split(u',');
        if (prices.size() != 2)
            return fail(ErrorKind::InvalidRequest,
                u"'--max-price %1' is not two prices, for example --max-price 0.5,1.5"_s.arg(
                    QString::fromStdString(options.maxPrice)));
        QJsonObject limit;
        if (!prices[0].isEmpty())
            limit.insert(u"prompt"_s, prices[0]);
        if (!prices[1].isEmpty())
            limit.insert(u"completion"_s, prices[1]);
        wishes.insert(u"max_price"_s, limit);
    }
    if (options.minThroughput > 0)
        wishes.insert(u"preferred_min_throughput"_s, options.minThroughput);
    if (options.maxLatency > 0)
        wishes.insert(u"preferred_max_latency"_s, options.maxLatency);
    if (options.requireParameters)
        wishes.insert(u"require_parameters"_s, true);
    if (options.denyCollection)
        wishes.insert(u"data_collection"_s, u"deny"_s);
    if (options.zeroRetention)
        wishes.insert(u"zdr"_s, true);
    if (options.noFallbacks)
        wishes.insert(u"allow_fallbacks"_s, false);
    return out;
}

Result<RouteSurvey> surveyWithKeys(Composition& services, const RouteQuery& query, const ChatRequest& chat)
{
    auto survey = services.routes().survey(query, chat);
    if (!survey)
        return survey;
    QList<Endpoint> keyless;
    for (qsizetype i = 0; i < survey->offers.size(); ++i) {
        const auto& candidate = survey->candidates.at(i);
        if (!candidate.keyPresent && candidate.hasAddress)
            keyless.append(survey->offers.at(i).endpoint);
    }
    if (keyless.isEmpty())
        return survey;
    services.keys().keyring().readAhead(keyless).waitForFinished();
    auto again = query;
    again.seed = survey->request.seed;
    return services.routes().survey(again, chat);
}

} // namespace assay

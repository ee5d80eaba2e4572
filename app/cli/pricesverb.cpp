// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/pricesverb.h"

#include "app/cli/output.h"
#include "core/catalog/pricejson.h"
#include "ui/text/formats.h"

#include <QJsonArray>
#include <QJsonObject>

#include <iostream>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr int kMostShown = 20;

QString holdName(HoldReason reason)
{
    switch (reason) {
    case HoldReason::None: return {};
    case HoldReason::Jump: return u"jump"_s;
    case HoldReason::Zero: return u"zero"_s;
    }
    return {};
}

QJsonValue moneyJson(const std::optional<Money>& money)
{
    return money ? QJsonValue(money->pico()) : QJsonValue();
}

QJsonObject proposalJson(const PriceProposal& proposal)
{
    QJsonArray rates;
    for (const auto& rate : proposal.change.rates)
        rates.append(QJsonObject{{u"rate"_s, rate.rate}, {u"before_pico_usd"_s, moneyJson(rate.before)},
            {u"after_pico_usd"_s, moneyJson(rate.after)}});
    QJsonObject out{{u"model"_s, proposal.price.provider + u'/' + proposal.price.model}, {u"rates"_s, rates},
        {u"bands_changed"_s, proposal.change.bands == BandChange::Different}, {u"price"_s, priceJson(proposal.price)}};
    if (proposal.hold != HoldReason::None)
        out.insert("held_because"_L1, holdName(proposal.hold));
    return out;
}

QJsonArray proposalsJson(const QList<PriceProposal>& proposals)
{
    QJsonArray out;
    for (const auto& proposal : proposals)
        out.append(proposalJson(proposal));
    return out;
}

QJsonObject refreshJson(const PriceRefresh& refresh, std::optional<qint64> taken)
{
    QJsonArray retiring;
    for (const auto& end : refresh.plan.retiring)
        retiring.append(QJsonObject{{u"model"_s, end.provider + u'/' + end.model},
            {u"on"_s, end.on.toString(Qt::ISODate)}, {u"in_days"_s, refresh.date.daysTo(end.on)}});
    return {{u"source"_s, refresh.source}, {u"date"_s, refresh.date.toString(Qt::ISODate)},
        {u"changed"_s, proposalsJson(refresh.plan.changed)}, {u"added"_s, proposalsJson(refresh.plan.added)},
        {u"held"_s, proposalsJson(refresh.plan.held)}, {u"retiring"_s, retiring},
        {u"unchanged"_s, refresh.plan.unchanged}, {u"older"_s, refresh.plan.older},
        {u"skipped"_s, QJsonArray::fromStringList(refresh.plan.skipped)},
        {u"taken"_s, taken ? QJsonValue(*taken) : QJsonValue()}};
}

/// A rate in dollars per million tokens, a fee in dollars each.
QString rateText(const QString& name, const std::optional<Money>& rate)
{
    if (!rate)
        return u"–"_s;
    const bool each = name == "request"_L1 || name == "web_search"_L1;
    const auto scaled = each ? rate : Money::product(1'000'000, *rate);
    return scaled ? scaled->toDecimalString() + (each ? u" each"_s : u""_s) : u"–"_s;
}

void printProposals(const QString& title, const QList<PriceProposal>& proposals)
{
    if (proposals.isEmpty())
        return;
    out::line();
    out::line(title);
    QList<QStringList> rows;
    for (const auto& proposal : proposals.first(std::min<qsizetype>(proposals.size(), kMostShown))) {
        const QString model = proposal.price.provider + u'/' + proposal.price.model;
        for (const auto& rate : proposal.change.rates)
            rows.append({model, rate.rate, rateText(rate.rate, rate.before), rateText(rate.rate, rate.after)});
        if (proposal.change.bands == BandChange::Different)
            rows.append({model, u"long prompts"_s, u"other bands"_s, u"new bands"_s});
    }
    out::table({u"model"_s, u"rate"_s, u"before, $ / M"_s, u"after, $ / M"_s}, rows, {2, 3});
    if (proposals.size() > kMostShown)
        out::line(u"… and %1 more (--json lists all)"_s.arg(proposals.size() - kMostShown));
}

QString counted(qsizetype count, const QString& one, const QString& many)
{
    return count == 1 ? u"1 %1"_s.arg(one) : u"%1 %2"_s.arg(count).arg(many);
}

void printPlan(const PriceRefresh& refresh)
{
    const auto& plan = refresh.plan;
    QStringList parts = {counted(plan.changed.size(), u"model changes its price"_s, u"models change their price"_s),
        counted(plan.added.size(), u"new model"_s, u"new models"_s)};
    if (!plan.held.isEmpty())
        parts += u"%1 held for confirmation"_s.arg(plan.held.size());
    if (!plan.retiring.isEmpty())
        parts += u"%1 (first in %2 days)"_s.arg(counted(plan.retiring.size(), u"model retires"_s, u"models retire"_s))
                     .arg(refresh.date.daysTo(plan.retiring.constFirst().on));
    out::line(u"%1 of %2: %3."_s.arg(refresh.source, refresh.date.toString(Qt::ISODate), parts.join(u", "_s)));
    out::line(u"%1 unchanged, %2 of which a newer price is known, %3 entries not usable."_s.arg(plan.unchanged)
            .arg(plan.older)
            .arg(plan.skipped.size()));
    printProposals(u"Changed"_s, plan.changed);
    printProposals(u"Held: ten times as much or a tenth, or from or to 0. Taken only with --include-held"_s, plan.held);
    for (const auto& end : plan.retiring)
        out::line(u"retires %1: %2/%3"_s.arg(end.on.toString(Qt::ISODate), end.provider, end.model));
}

/// A question on the terminal; no where there is none to ask.
bool confirmed()
{
    if (::isatty(STDIN_FILENO) == 0)
        return false;
    out::note(u"Take these prices for calls from now on? [y/N]"_s);
    std::string answer;
    return std::getline(std::cin, answer) && (answer == "y" || answer == "yes");
}

std::optional<Result<QDate>> dateOf(const std::string& text)
{
    if (text.empty())
        return std::nullopt;
    const auto date = QDate::fromString(QString::fromStdString(text), Qt::ISODate);
    if (date.isValid())
        return date;
    return fail(
        ErrorKind::InvalidRequest, u"'%1' is not a date such as 2026-09-22."_s.arg(QString::fromStdString(text)));
}

/// `input=3`: dollars per million tokens; `request` and `web_search` are dollars each.
Result<void> addRate(RateSet& rates, const QString& text)
{
    const QString name = text.section(u'=', 0, 0);
    const QByteArray figure = text.section(u'=', 1).toUtf8();
    const auto usageClass = usageClassFromName(name);
    const bool each = name == "request"_L1 || usageClass == UsageClass::WebSearch;
    if (!usageClass && name != "request"_L1)
        return fail(ErrorKind::InvalidRequest,
            u"'%1' is not CLASS=DOLLARS with a class such as input, output, cache_read, cache_write, reasoning, request."_s
                .arg(text));
    // A millionth of the figure, exactly: the unit of Money is that of a decimal shifted by six places.
    const auto rate = Money::fromDecimalUsd(each ? figure : figure + "e-6");
    if (!rate || *rate < Money())
        return fail(ErrorKind::InvalidRequest, u"'%1' is not an amount in dollars."_s.arg(text));
    if (usageClass)
        rates.set(*usageClass, *rate);
    else
        rates.setRequest(*rate);
    return {};
}

Result<ModelPrice> ownPrice(Composition& services, const OwnPriceOptions& options)
{
    const auto ref = ModelRef::parse(QString::fromStdString(options.model));
    if (!ref.isValid())
        return fail(ErrorKind::InvalidRequest,
            u"'%1' is not PROVIDER/MODEL, or PROVIDER/* for all of a provider."_s.arg(
                QString::fromStdString(options.model)));
    const auto endpoint = services.endpoints().find(ref.provider);
    PricePeriod period;
    if (const auto from = dateOf(options.from)) {
        if (!*from)
            return std::unexpected(from->error());
        period.from = **from;
    }
    for (const auto& text : options.rates) {
        if (auto added = addRate(period.rates, QString::fromStdString(text)); !added)
            return std::unexpected(added.error());
    }
    return ModelPrice{.provider = endpoint ? endpoint->priceProvider() : ref.provider,
        .model = ref.model == "*"_L1 ? QString() : ref.model,
        .periods = {period},
        .revision = u"own/"_s + services.clock().now().date().toString(Qt::ISODate),
        .confidence = options.hypothetical ? u"hypothetical"_s : u"own"_s,
        .impliedMode = {}};
}

} // namespace

int refreshPrices(const CommandLine& line, const PriceRefreshOptions& options)
{
    return withServices(line, [&](Composition& services) -> int {
        const auto date = dateOf(options.date);
        if (date && !*date) {
            out::error(date->error());
            return kUsage;
        }
        const auto refresh = PriceListReader(services).read(
            {.from = QString::fromStdString(options.from), .date = date ? **date : QDate()});
        if (!refresh) {
            out::error(refresh.error());
            return refresh.error().kind == ErrorKind::InvalidRequest ? kUsage : kFailed;
        }
        if (!line.json)
            printPlan(*refresh);
        std::optional<qint64> taken;
        const auto& plan = refresh->plan;
        const bool something
            = !plan.added.isEmpty() || !plan.changed.isEmpty() || (options.includeHeld && !plan.held.isEmpty());
        if (something && (options.yes || (!line.json && confirmed()))) {
            const auto done
                = takePriceRefresh(services, *refresh, options.includeHeld ? HeldPrices::Take : HeldPrices::Leave);
            if (!done) {
                out::error(done.error());
                return kFailed;
            }
            taken = *done;
        }
        if (line.json)
            out::json(QJsonDocument(refreshJson(*refresh, taken)));
        else if (taken)
            out::line(u"Taken: %1 prices. Older calls keep theirs."_s.arg(*taken));
        else
            out::line(something ? u"Nothing was changed; --yes takes them."_s : u"Nothing to take."_s);
        return kDone;
    });
}

int setOwnPrice(const CommandLine& line, const OwnPriceOptions& options)
{
    return withServices(line, [&](Composition& services) -> int {
        const auto price = ownPrice(services, options);
        if (!price) {
            out::error(price.error());
            return kUsage;
        }
        const auto done = services.changePrices([&](PriceStore& store) { return store.setOwn(*price); });
        if (!done) {
            out::error(done.error());
            return done.error().kind == ErrorKind::InvalidRequest ? kUsage : kFailed;
        }
        if (line.json)
            out::json(QJsonDocument(priceJson(*price)));
        return kDone;
    });
}

int removeOwnPrice(const CommandLine& line, const std::string& model)
{
    return withServices(line, [&](Composition& services) -> int {
        const auto ref = ModelRef::parse(QString::fromStdString(model));
        const auto endpoint = services.endpoints().find(ref.provider);
        const QString provider = endpoint ? endpoint->priceProvider() : ref.provider;
        const auto done = services.changePrices(
            [&](PriceStore& store) { return store.removeOwn(provider, ref.model == "*"_L1 ? QString() : ref.model); });
        if (!done)
            out::error(done.error());
        return done ? kDone : done.error().kind == ErrorKind::InvalidRequest ? kUsage : kFailed;
    });
}

int listOwnPrices(const CommandLine& line)
{
    return withServices(line, [&](Composition& services) -> int {
        const auto& store = services.priceStore();
        QJsonArray json;
        QList<QStringList> rows;
        for (const auto& price : store.own()) {
            json.append(priceJson(price));
            for (const auto& period : price.periods) {
                for (const auto usageClass : allUsageClasses()) {
                    if (const auto rate = period.rates[usageClass])
                        rows.append({price.provider + u'/' + (price.model.isEmpty() ? u"*"_s : price.model),
                            period.from.isValid() ? period.from.toString(Qt::ISODate) : u"always"_s,
                            QString(usageClassName(usageClass)), rateText(usageClassName(usageClass), rate),
                            price.confidence});
                }
                if (const auto fee = period.rates.request())
                    rows.append({price.provider + u'/' + (price.model.isEmpty() ? u"*"_s : price.model),
                        period.from.isValid() ? period.from.toString(Qt::ISODate) : u"always"_s, u"request"_s,
                        rateText(u"request"_s, fee), price.confidence});
            }
        }
        QJsonArray lists;
        for (const auto& list : store.lists())
            lists.append(QJsonObject{{u"source"_s, list.source}, {u"date"_s, list.date.toString(Qt::ISODate)},
                {u"taken_at"_s, list.takenAt.toString(Qt::ISODate)}, {u"prices"_s, list.prices}});
        if (line.json) {
            out::json(QJsonDocument(QJsonObject{{u"own"_s, json}, {u"lists"_s, lists}}));
            return kDone;
        }
        if (rows.isEmpty())
            out::note(
                u"No own price. `assay models price set PROVIDER/MODEL --rate input=3 --rate output=15` sets one."_s);
        else
            out::table({u"model"_s, u"from"_s, u"class"_s, u"$ / M"_s, u"kind"_s}, rows, {3});
        for (const auto& list : store.lists())
            out::line(u"taken %1: %2 of %3, %4 prices"_s
                    .arg(list.takenAt.toString(Qt::ISODate), list.source, list.date.toString(Qt::ISODate))
                    .arg(list.prices));
        return kDone;
    });
}

void addPriceVerbs(CLI::App& models, CommandLine& line)
{
    auto* verb = models.add_subcommand("price", "Your own prices: a contract, or what a local model would cost");
    verb->require_subcommand(0, 1);
    verb->callback([&line, verb] {
        if (verb->get_subcommands().empty())
            line.action = [&line] { return listOwnPrices(line); };
    });
    auto* listVerb = verb->add_subcommand("list", "Own prices, and the price lists that were taken");
    listVerb->add_flag("--json", line.json, "Print JSON");
    listVerb->callback([&line] { line.action = [&line] { return listOwnPrices(line); }; });

    auto options = std::make_shared<OwnPriceOptions>();
    auto* set = verb->add_subcommand("set", "Set the price of a model, or of all models of a provider");
    set->add_option("model", options->model, "PROVIDER/MODEL, or PROVIDER/*")->required();
    set->add_option("--rate", options->rates, "CLASS=DOLLARS per million tokens; request and web_search: dollars each")
        ->required();
    set->add_option("--from", options->from, "First day it holds, UTC (default: always)");
    set->add_flag("--hypothetical", options->hypothetical, "Nobody is paid: only to compare, for local models");
    set->add_flag("--json", line.json, "Print JSON");
    set->callback([&line, options] { line.action = [&line, options] { return setOwnPrice(line, *options); }; });

    auto model = std::make_shared<std::string>();
    auto* remove = verb->add_subcommand("remove", "Forget an own price");
    remove->add_option("model", *model, "PROVIDER/MODEL, or PROVIDER/*")->required();
    remove->callback([&line, model] { line.action = [&line, model] { return removeOwnPrice(line, *model); }; });
}

} // namespace assay

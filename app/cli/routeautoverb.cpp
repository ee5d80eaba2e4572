// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/output.h"
#include "app/cli/verbs.h"
#include "ui/text/formats.h"

#include <QJsonArray>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr std::array kTiers
    = {ComplexityTier::Simple, ComplexityTier::Medium, ComplexityTier::Complex, ComplexityTier::Reasoning};

struct CalibrateOptions {
    std::string tier;
    std::optional<double> share;
    std::optional<double> quality;
    bool isDryRun = false;
};

double& thresholdOf(AutoRules& rules, ComplexityTier tier)
{
    return rules.thresholds.at(static_cast<std::size_t>(tier));
}

QJsonObject evidenceJson(const AutoEvidence& model, const AutoRules& rules)
{
    return {{u"model"_s, model.model}, {u"win_rate"_s, model.winRate}, {u"comparisons"_s, model.comparisons},
        {u"counts"_s, model.comparisons >= rules.fewestComparisons},
        {u"pico_usd"_s, model.price ? QJsonValue(model.price->pico()) : QJsonValue()}};
}

QJsonObject rulesJson(const AutoRules& rules)
{
    QJsonObject tiers;
    for (const auto tier : kTiers) {
        tiers.insert(complexityTierName(tier),
            QJsonObject{{u"threshold"_s, rules.thresholds.at(static_cast<std::size_t>(tier))},
                {u"models"_s, QJsonArray::fromStringList(rules.models.value(tier))}});
    }
    return {{u"tiers"_s, tiers}, {u"fewest_comparisons"_s, rules.fewestComparisons}};
}

/// What each tier would ask now.
QString choiceText(const AutoRules& rules, ComplexityTier tier, const QList<AutoEvidence>& evidence)
{
    Complexity complexity;
    complexity.tier = tier;
    const auto choice = chooseAutomatically(rules, complexity, evidence);
    return choice ? choice->models.join(u", "_s) : u"– (nothing to go by)"_s;
}

int show(const CommandLine& line)
{
    return withServices(line, [&](Composition& services) -> int {
        const auto book = services.routeFile().read();
        if (!book) {
            out::error(book.error());
            return kFailed;
        }
        const AutoRules& rules = book->automatic;
        const auto evidence = services.routes().evidence();
        if (line.json) {
            QJsonObject json = rulesJson(rules);
            QJsonArray models;
            for (const auto& model : evidence)
                models.append(evidenceJson(model, rules));
            json.insert(u"evidence"_s, models);
            out::json(QJsonDocument(json));
            return kDone;
        }
        QList<QStringList> rows;
        for (const auto tier : kTiers) {
            const bool isSet = !rules.models.value(tier).isEmpty();
            rows.append({complexityTierName(tier),
                isSet ? u"set by you"_s : QString::number(rules.thresholds.at(static_cast<std::size_t>(tier)), 'f', 3),
                choiceText(rules, tier, evidence)});
        }
        out::table({u"prompts"_s, u"least win rate"_s, u"asks"_s}, rows);
        if (evidence.isEmpty())
            return kDone;
        out::line();
        rows.clear();
        for (const auto& model : evidence)
            rows.append({model.model, QString::number(model.winRate, 'f', 3), QString::number(model.comparisons),
                model.price ? Formats().exactMoney(*model.price) : u"unknown"_s});
        out::table({u"model"_s, u"wins against the best"_s, u"comparisons"_s, u"1000 in, 500 out"_s}, rows, {1, 2, 3});
        return kDone;
    });
}

Result<AutoCalibration> calibrationOf(
    const CalibrateOptions& options, const AutoRules& rules, const QList<AutoEvidence>& evidence)
{
    if (options.share.has_value() == options.quality.has_value())
        return fail(ErrorKind::InvalidRequest, u"Either --share or --quality says what is wanted."_s);
    return options.share ? calibrateToShare(rules, evidence, *options.share)
                         : calibrateToQuality(rules, evidence, *options.quality);
}

int told(const CommandLine& line, const CalibrateOptions& options, double before, const AutoCalibration& made)
{
    const QString tier = QString::fromStdString(options.tier);
    if (line.json) {
        out::json(QJsonDocument(QJsonObject{{u"tier"_s, tier}, {u"threshold_before"_s, before},
            {u"threshold"_s, made.threshold}, {u"share"_s, made.strongShare},
            {u"models"_s, QJsonArray::fromStringList(made.chosen)}, {u"win_rate"_s, made.winRate},
            {u"pico_usd"_s, made.price ? QJsonValue(made.price->pico()) : QJsonValue()},
            {u"stored"_s, !options.isDryRun}}));
        return kDone;
    }
    out::line(u"%1 prompts: least win rate %2 (before: %3)"_s.arg(
        tier, QString::number(made.threshold, 'f', 3), QString::number(before, 'f', 3)));
    out::line(u"asks %1, preferred to your best model in %2 % of votes, %3 for 1000 tokens in and 500 out"_s.arg(
        made.chosen.join(u", then "_s), QString::number(made.winRate * 100, 'f', 0),
        made.price ? Formats().exactMoney(*made.price) : u"at an unknown price"_s));
    if (options.isDryRun)
        out::note(u"Nothing was stored: --dry-run."_s);
    return kDone;
}

int calibrate(const CommandLine& line, const CalibrateOptions& options)
{
    return withServices(line, [&](Composition& services) -> int {
        const auto book = services.routeFile().read();
        if (!book) {
            out::error(book.error());
            return kFailed;
        }
        AutoRules rules = book->automatic;
        const auto tier = *complexityTierFromName(QString::fromStdString(options.tier));
        const auto made = calibrationOf(options, rules, services.routes().evidence());
        if (!made) {
            out::error(made.error());
            return kUsage;
        }
        const double before = thresholdOf(rules, tier);
        if (!options.isDryRun) {
            const auto stored = services.changeRouteBook([&](RouteBook& changed) -> Result<void> {
                thresholdOf(changed.automatic, tier) = made->threshold;
                return {};
            });
            if (!stored) {
                out::error(stored.error());
                return kFailed;
            }
        }
        const int code = told(line, options, before, *made);
        if (rules.models.contains(tier))
            out::note(u"Models are set for %1 prompts, and come first: `assay route auto set %1` forgets them."_s.arg(
                QString(complexityTierName(tier))));
        return code;
    });
}

} // namespace

void addRouteAutoVerbs(CLI::App& automatic, CommandLine& line)
{
    auto* showVerb = automatic.add_subcommand("show", "The rules, what your votes say, and what each tier would ask");
    showVerb->add_flag("--json", line.json, "Print JSON");
    showVerb->callback([&line] { line.action = [&line] { return show(line); }; });

    auto options = std::make_shared<CalibrateOptions>();
    auto* verb = automatic.add_subcommand(
        "calibrate", "Sets how good a model must be for one tier, from your own votes, and shows what that does");
    verb->add_option("tier", options->tier, "The tier")
        ->required()
        ->check(CLI::IsMember({"simple", "medium", "complex", "reasoning"}));
    verb->add_option("--share", options->share,
        "Part of the models you have compared often enough that shall be good enough, above 0 up to 1");
    verb->add_option("--quality", options->quality,
        "Least chance to be preferred to your best model, ties half, 0 to 1 (the best itself: 0.5)");
    verb->add_flag("--dry-run", options->isDryRun, "Only show it");
    verb->add_flag("--json", line.json, "Print JSON");
    verb->callback([&line, options] { line.action = [&line, options] { return calibrate(line, *options); }; });
}

} // namespace assay

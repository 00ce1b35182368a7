"""Given names of guests, of many countries, as they are written in English without accents. Our own list.

It tells names from other words, and is what a name that was not heard well is looked for in by its sound.
"""

GIVEN_NAMES = frozenset(
    """aaron abbas abby abdul abdullah abena abeni abhay abigail ada adaeze adam adanna adebayo adele adeline aditi
    aditya adrian adriana adwoa agata agnes agnieszka ahmad ahmed aidan aiko aileen aimee aisha ajay akash akiko
    akira akua alaa alan alba albert alberto alejandro aleks aleksander alessandra alessandro alex alexander
    alexandra alexis alfie alfonso alfred alhassan ali alia alice alicia alicja alina alison aliya allan allison
    alma alondra alvaro alvin alyssa amal amanda amara amaya amber amelia amelie amina amir amit amita amos amrita
    amy ana anand anastasia anders andre andrea andreas andreea andrei andrej andrew andrzej andy angela angus
    anika anil anisa anita anja anjali anke ann anna anne annette annie annika anouk ansel anselm anthony antoine
    anton antonia antonio anu anya aoife april archana archie arda ariana ariel arif arjun armando arnold arthur
    arturo arun aryan asad asha ashley ashok asif aslan asma astrid atsuko audrey augustin aunt aurora austin ava
    axel aya ayako ayesha ayse azadeh aziz bao barbara beata beatrice beatriz becky behrouz belinda bella ben
    benedict benjamin benny bernadette bernard bernd bertha beth bettina betty bianca bilal bill billy birgit
    birgitta blanca bob bogdan boris brad bradley brandon brenda brendan brett brian bridget britta brody bronwyn
    brooke bruce bruno bryan burak caleb callie callum cameron camila camille candice carina carl carla carlo
    carlos carlota carly carmen carol carolina caroline carter carys casper cassie catalina catarina catherine
    cecilia celeste celia celine cem cerys chad chandra chantal charlene charles charlie charlotte chelsea chen
    cheryl chiara chidi chidinma chika chinedu chioma chloe chris christa christelle christian christina christine
    christoph christopher ciara cindy claire clara clare clark claude claudia clemens clement cleo clifford clive
    clyde cody cole colin connor conor constance consuelo cora corinne craig cristina curtis cynthia cyril dagmar
    daisy dalia damian damien dan dana daniel daniela danielle danny dante danuta dara daria darius darnell darren
    dave david dawn dean deborah deepa deepak deirdre delia della demetrius denise dennis derek desmond devon
    dexter diana diego dieter dilip dimitri dina dinesh dirk divya dmitri dolores dominic dominik dominique don
    donald donna donovan dora doris dorothea dorothy dottie douglas dragan duc duncan dwayne dylan eamon ebony
    eddie edgar edie edith eduardo edward edwin effie efua egon ehsan eileen eirik ekaterina elaheh elaine eleanor
    elena eleni eli eliana elias elif elijah elin elina elisa elisabeth elise eliza elizabeth elke ella ellen
    ellie elliot elliott elmer eloise elsa elsie elvira emanuel emeka emerson emil emilia emily emine emir emma
    emre enrique enzo eric erica erik erika erin erling ernest ernesto errol esi esmeralda esperanza esra esteban
    estelle esther ethan eugene eugenia eunice eva evan eve evelina evelyn evie ewa ewan ezra fabian fabio fabrice
    faisal farah fares farhan farid farida fatima fatma fatou faye federica federico felicia felicity felix fergus
    fernanda fernando finlay finley finn fiona flora florence florian floyd folake franca frances francesca
    francesco francine francis francisco francois frank franz fred freddie frederick freya frida frieda fritz
    fumiko gabor gabriel gabriela gail gareth gary gaurav gavin gemma genevieve geoffrey george georgia gerald
    geraldine gerard gerda gerhard gethin gianna gilbert giles gina giovanni gisela giselle giulia giuseppe glen
    glenda gloria gonzalo gopal goran gordon grace graham grainne greg greta gretchen griffin gudrun guido
    guillermo gulsen gunnar guo gurpreet gus gustav guy gwen habib hadiya hae hailey hakan hakim halima hamid
    hamza hana hanna hannah hanneke hans hao haris harold harriet harrison harry haruka haruki haruto hasan hassan
    hattie hayden heather hector hedwig heidi heike heinrich heinz helen helena helga helmut hendrik henriette
    henrik henry herbert herman hettie hideo hilary hilda hillary hiroshi hoang holly hong horst howard hua huda
    hudson hugh hugo hui hussein iain ian ibrahim ibrahima ida idris ifeoma igor ikram ilaria ilias ilse iman
    imani imogen imran india indira ines inge ingeborg ingo ingrid inka ioana irene irina iris irma isa isaac
    isabel isabela isabella isabelle isha isla ismail isobel isolde issa ivan ivana ivonne ivy iwona jace jacek
    jack jackie jacob jacqueline jada jade jagoda jaime jake jakey jakob jakub jalal jamal james jamie jan jana
    jane janelle janet janice janina janine jared jarek jarvis jasmin jasmine jason jasper javed javier jaxon jay
    jaya jayden jayne jean jeanette jeanne jeff jen jenna jennifer jenny jens jeremy jerome jerry jess jesse
    jessica ji jia jiho jihye jill jim jimmy jin jing jiro jo joachim joan joanna joao joaquin jocelyn jodie joe
    joel joelle johan johanna johannes john johnny jolanda jon jonah jonas jonathan jonathon joost jordan jordana
    jordi jorg jorge jose josef josefa josefina joseph josephine josh joshua josie jovana joy joyce juan juana
    juanita judith judy julia julian julie juliet julio julius jun june jung jurgen justin justine justyna jyoti
    kacper kai kaitlyn kamal kamala kamil kamran kareem karen karim karin karina karl karla karol karolina karthik
    kasia kaspar katarina katarzyna kate katharina katherine kathleen kathrin kathryn kathy katie katja katrin
    katrina katsumi kavita kay kaya kayla kaylee kazuko kazuo keiko keira keisha keita keith kelly kelvin kemal
    ken kendall kendra kenji kenna kennedy kenneth kenny kenta kerry kerstin kevin khadija khaled khalid khanh
    kieran kiki kim kimberly kiran kirk kirsten kirsty klara klaudia klaus kofi kojo konrad krishna kristian
    kristin kristina kristof krystyna krzysztof kumar kunal kurt kwabena kwame kwasi kyle kylie kyoko kyra lacey
    lachlan ladislav laila lakshmi lalita lamar lan lance landon lara larry lars lasse latifa latoya laura lauren
    laurence laurent laurie lavinia lawrence layla layton lazar lea leah leandro lee leila leilani lena lennart
    lennox leo leon leonard leonardo leonie leonora leopold leroy leslie leticia levi lewis lexi li liam lidia
    liesel lila lilian lilli lillian lily lina lincoln linda linh linus lionel lisa lisbeth liselotte liv livia
    liz lloyd loan logan lois lola lorena lorenzo loretta lorna lorraine lothar lotte lottie lou louie louis
    louisa louise lourdes luca lucas lucia lucian luciana lucie lucien lucille lucinda lucy ludmila ludwig luigi
    luis luisa lukas lukasz luke luna lutz lydia lynn lynne mabel maciej mackenzie madeleine madeline madhu
    madison mads magdalena maggie magnus maha mahesh mahmoud mai mairi maisie maisy maja makoto malak malala
    malcolm malgorzata malik malika malin mamadou mandy manfred manish manoj manuel manuela marcel marcela marcelo
    marcin marco marcus marek margaret margarete margarita marge margot marguerite mari maria mariam mariama
    marian mariana marianne maribel marie marielle marija marika marilyn marina mario marion marisa marisol marit
    marjorie mark marlene marlon marta martha martin martina martine marvin marwa mary masako masha mason mateo
    mathias mathilde matilda matt matteo matthew matthias maureen maurice mauricio mauro max maximilian maxine
    maya mayumi mbali mckenzie megan megumi mehdi mehmet mei melanie melinda melissa melody mercedes meredith
    mette mia micah michael michaela michal michel michele michelle midori miguel mikael mikaela mike mikey
    mikhail mila milan milena milica miljana millie milo milos mina ming minh minnie mira mireille mirela miriam
    miroslav misha mitchell miyuki mo moana mohamed mohammed mohan mohsen moira molly mona monica monika monique
    morag morgan moses muhammad mukesh muna murat muriel murray musa mustafa mya myra myriam nabil nadia nadine
    nadira naima najib nam namrata nancy naoko naomi narges nasir nasrin nasser natalia natalie natalya natascha
    natasha nate nathan neema neha neil nellie nelly nelson nerys nestor nevaeh nguyen nia niamh nicholas nick
    nico nicola nicolas nicolau nicole nigel nikhil nikita nikki niklas nikolai nikos nils nilufar nimah nina
    nirmala nisha nita nkechi noa noah noel noelle noemi noor nora norbert noriko norma norman noura nuala nuno
    nur nura oisin oksana ola olaf olav ole oleg oleksandr olena olga oliver olivia olivier olu omar omari ondine
    oona oprah oriol orla osama oscar oskar osman ottilie otto owen pablo paige palesa paloma pam pamela paola
    paolo parisa parker parvati pascal pat patrice patricia patrick patrik patrizia patty paul paula pauline pavel
    payton pedro peggy pekka penny peppa percy perla petar pete peter petra petros peyton phil philip phoebe
    phoenix phuong pia pierre pilar piotr piper pippa polly pooja prakash pranav prashant pravin preeti prem
    preston priscilla priya priyanka qiang queenie quentin quinn quynh rabia rachael rachel rachid radhika rafael
    rafaela rafal rafiq raheem rahul raimund rainer raisa raj raja rajesh rajiv rakesh ralph rama ramesh ramin
    ramon rana randall randolph randy rania ranjit raphael raquel rashid rashida rasmus raul ravi ray raymond
    razia reagan rebecca reena reese regina reginald reiko reinhard rekha renata renate rene renee reza rhiannon
    rhoda rhona rhonda rhys ricardo riccardo richard rick ricky rikke riley rina rishi rita riya rob robbie robert
    roberta roberto robin rocio roderick rodrigo roger rohan rohit roisin roland roman romeo romy ron ronald ronan
    ronja ronnie roopa rory rosa rosalia rosalie rosalind rosalinda rosanna rosario roscoe rose rosemary roshan
    rosie ross rowan roxana roxanne roy roya ruaridh ruby rudi rudolf rufus rukhsana rupa rupert russell rut ruta
    ruth ryan ryder saanvi sabina sabine sabrina sachiko sadia sadie safiya sahar saida sakura salim sally
    salma salman salome salvador salvatore sam samantha samina samir samuel sana sandeep sandra sandy sanjay sanna
    santiago santosh saoirse saori sara sarah sarita saskia satoshi saul savannah sawyer scarlett scott sean
    sebastian sebnem sefa seiji selena selina selma senthil seo seren serena sergei sergey sergio seth shabnam
    shahid shahida shaima shakira shane shanice shannon shanti sharif sharmila sharon shaun shauna shawn sheena
    sheila shelley sherry shinji shira shirin shirley shiva shreya shu shyam sian siddharth siegfried sienna
    sigmund sigrid silas silvia simeon simon simone sinead siobhan sioned siti skye skylar slavica slavko sofia
    sofie soledad solveig somchai sonali sonia sonja sonya sophia sophie soraya soren spencer stacey stan
    stanislav stanislaw stanley stavros stefan stefania stefano steffi stella stephan stephanie stephen steve
    steven stewart stig stuart subhash sudha sue suki sulaiman sunil sunita suraj suresh susan susana susanna
    susanne sushila susie sven svenja svetlana sybil sydney sylvia sylvie tabea tabitha tadeusz tahir takashi
    takeshi talia tamar tamara tamika tammy tania tanja tanner tanvi tanya tara tarek tariq tarun tasha tatiana
    tatjana tatyana taylor ted teddy tej tendai tenzin terence teresa terry tess tessa thabo thaddeus thandi thanh
    thea thelma theo theodora theodore theresa therese thi thiago thomas thorsten thu tibor tiffany tilda tilly
    tim timothy timur tina tobiah tobias toby todd todor tom tomas tomasz tommy tomoko toni tony torsten tova
    tracy travis trevor trinh trisha tristan troy trudy tuan tuncay tunde tuva tyler tyrone uche ulla
    ulrich ulrike uma umar umberto ursula usha usman ute uwe vadim vaishali valentin valentina valeria valerie
    valerio vanessa vasil vasudha veda velma vera verena vernon veronica veronika vicky victoire victor victoria
    vida vidya vijay vikki vikram viktor viktoria vilma vinay vince vincent vineet vinnie vinod viola violet
    violeta virgil virginia vishal vita vivek vivian viviana vivienne vladimir vojtech volker wade waleed wallace
    walter waltraud wambui wanda wangari warren waseem wayne wei wendell wendy wenjing wes whitney wilbur wilfred
    wilhelm will william wilma winifred winnie winston wojciech wolfgang wyatt xander xavier xia xiao xiaoling
    ximena xochitl yael yahya yan yana yang yannick yara yaroslav yasmin yasmine yasuko yen yesenia yetunde ying
    yogesh yohannes yoko yolanda yoshi youssef yu yui yuki yukiko yumi yuna yuri yusra yusuf yuto yvette yvonne
    zac zach zachary zahra zaid zain zainab zara zdenek zeina zelda zeynep zhang zhen zoe zofia zola zoya zsofia
    zuleika zuzana""".split()
)
